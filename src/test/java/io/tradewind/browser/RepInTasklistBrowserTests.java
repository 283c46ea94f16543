package io.tradewind.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A rep takes a lead from the start form to the quotation his manager has to agree to, and never leaves Tasklist. */
@TradewindTest
@Tag("browser")
class RepInTasklistBrowserTests {

    @LocalServerPort
    private int port;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private HistoryService history;

    @Test
    void aRepTakesALeadFromTheStartFormToTheQuotation() {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("darcel-schlecht");
            List<String> refused = new ArrayList<>();
            page.onResponse(answer -> {
                if (answer.status() == 403 || answer.status() >= 500) {
                    refused.add(answer.status() + " " + answer.url());
                }
            });
            page.navigate("/camunda/app/tasklist/default/");
            page.getByText("Start process").first().click();
            page.locator(".modal-dialog a", withText("Lead to after-sales")).click();
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Company"))
                    .fill("Copper Kettle Breweries");
            page.keyboard().press("Escape");
            page.locator(".modal-footer button", withText("Start")).click();
            page.locator(".modal-dialog").waitFor(gone());
            String journey = latestJourney();

            open(page, journey, "contact-lead");
            for (String tab : List.of("History", "Diagram", "Form")) {
                page.locator(".nav-tabs").getByText(tab).click();
            }
            choose(page, "Who did you reach?", "Decision maker");
            complete(page);

            open(page, journey, "qualify-lead");
            page.getByLabel("a chance to sell").check();
            complete(page);

            open(page, journey, "clarify-needs");
            page.getByLabel("They want a quotation").check();
            page.getByLabel("What do they need, and why?").fill("Two units for the brewery");
            lookAtTheCustomer(page);
            assertThat(page.getByLabel("What do they need, and why?").inputValue())
                    .isEqualTo("Two units for the brewery");
            choose(page, "Product they are most interested in", "GTX Pro");
            page.getByLabel("How many?").fill("2");
            complete(page);

            open(page, journey, "prepare-quotation");
            page.getByLabel("Discount in percent").fill("101");
            String discount = "Line 1: the discount must be between 0 and 100 percent, with at most two decimals.";
            page.getByText(discount).waitFor();
            page.getByLabel("Discount in percent").fill("12");
            page.getByText(discount).waitFor(gone());
            page.getByLabel("Discount in percent").fill("12.345");
            page.getByText(discount).waitFor();
            page.getByLabel("Quantity").fill("1e20");
            page.getByText("Line 1: the quantity must be a whole number between 1 and 100,000.")
                    .waitFor();
            page.getByLabel("Quantity").fill("2");
            assertThat(page.getByText("Nobody: the price can go").isVisible()).isFalse();
            page.getByLabel("Discount in percent").fill("12");
            lookAtTheCustomer(page);
            assertThat(page.getByLabel("Discount in percent").inputValue()).isEqualTo("12");
            page.getByText("Melvin Marxen").first().waitFor();
            page.locator("#tw-delivery-date").fill("2025-01-05");
            completeButton(page).click();
            Locator refusal = page.locator(".notifications").getByText("We deliver by: 2025-01-05 has passed");
            refusal.waitFor();
            page.locator("#tw-delivery-date").fill(LocalDate.now().plusDays(20).toString());
            complete(page);
            assertThat(refusal.isVisible())
                    .as("what was refused before it was put right")
                    .isFalse();

            assertThat(refused).as("what Tasklist needs is open to a rep").isEmpty();
            assertThat(openTaskIds(journey)).containsExactly("decide-request");
            assertThat(steps.task(journey, "decide-request").getAssignee()).isEqualTo("melvin-marxen");
        }
    }

    private void open(Page page, String journey, String taskId) {
        steps.runAllJobs(journey);
        page.navigate("/camunda/app/tasklist/default/#/?task="
                + steps.task(journey, taskId).getId());
        page.reload();
        completeButton(page).waitFor();
    }

    /** And back to the form. */
    private static void lookAtTheCustomer(Page page) {
        page.locator(".nav-tabs").getByText("Customer").click();
        completeButton(page).waitFor(gone());
        page.locator(".nav-tabs").getByText("Form").click();
        completeButton(page).waitFor();
    }

    private static void choose(Page page, String label, String option) {
        Locator select = page.locator(".fjs-form-field-select", withText(label));
        select.locator(".fjs-input-group").click();
        select.locator(".fjs-dropdownlist-item", new Locator.LocatorOptions().setHasText(option))
                .first()
                .click();
    }

    /** Presses Complete and waits until Tasklist has let the task go. */
    private static void complete(Page page) {
        completeButton(page).click();
        completeButton(page).waitFor(gone());
    }

    private static Locator completeButton(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"));
    }

    private static Page.LocatorOptions withText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }

    private List<String> openTaskIds(String journey) {
        steps.runAllJobs(journey);
        return steps.openTasks(journey).stream().map(Task::getTaskDefinitionKey).toList();
    }

    private String latestJourney() {
        return history.createHistoricProcessInstanceQuery()
                .processDefinitionKey("lead-to-after-sales")
                .orderByProcessInstanceStartTime()
                .desc()
                .list()
                .get(0)
                .getId();
    }
}
