package io.tradewind.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.service.CustomerCare;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rep is told that a customer's orders fall behind, reads beside the task what happened with them, and sells again. */
@TradewindTest
@Tag("browser")
class CustomerCareBrowserTests {

    private static final String REP = "darcel-schlecht";

    @LocalServerPort
    private int port;

    @Autowired
    private CustomerCare care;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcClient jdbc;

    private Customer customer;

    @BeforeEach
    void whoBoughtEveryThirtyDaysAndThenNoMore() {
        customer = customers.register(new NewCustomer(
                "Regular <b>Mills</b> " + UUID.randomUUID(), null, null, null, null, null, null, REP, "B", null));
        for (int daysAgo : new int[] {200, 170, 140, 110}) {
            jdbc.sql(
                            """
                            INSERT INTO deal (number, customer_id, product, rep, stage, expected_value, currency, opened_on,
                                              closed_on, agreed_price, list_price, cost)
                            VALUES (:number, :customer, 'gtx-pro', :rep, 'won', 100, 'USD', :on, :on, 100, 110, 60)
                            """)
                    .param("number", "D-" + UUID.randomUUID())
                    .param("customer", customer.id())
                    .param("rep", REP)
                    .param("on", workingTime.today().minusDays(daysAgo))
                    .update();
        }
        care.lookAtNext(customer.id() - 1);
    }

    @Test
    void theRepReadsTheCustomerBesideTheTaskAndStartsADeal() {
        String life = instance("customer-care", customer.number());
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs(REP);
            open(page, life, "contact-customer");
            assertThat(page.locator(".task-details, body").first().innerText())
                    .contains("Orders fall behind", "Why now?", "They bought 4 times");

            tab(page, "Customer").click();
            Locator card = page.locator(".tradewind-customer");
            card.getByText("looked after by Darcel Schlecht").waitFor();
            assertThat(card.innerText()).contains(customer.name(), "Class B", "Everything that happened");
            assertThat(card.locator("b").count()).as("a name is never markup").isZero();
            assertThat(card.locator("li").count()).isPositive();
            Page opened = page.context().waitForPage(() -> card.getByText("Everything that happened")
                    .click());
            opened.waitForURL(url -> url.contains("/customers/" + customer.id()));
            assertThat(opened.locator("h1").innerText()).contains(customer.name());
            opened.close();

            tab(page, "Form").click();
            page.getByLabel("Nothing now").check();
            completeButton(page).click();
            page.getByText("needed").first().waitFor();
            page.getByLabel("They want to buy: start a deal").check();
            page.getByLabel("What did they say?").fill("Two more for the new pier");
            completeButton(page).click();
            completeButton(page).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

            steps.runAllJobs(life);
            String deal = jdbc.sql("SELECT new_deal FROM care WHERE customer_id = :id")
                    .param("id", customer.id())
                    .query(String.class)
                    .single();
            String journey = instance("lead-to-after-sales", deal);
            open(page, journey, "clarify-needs");
            page.getByText("1 × GTX Pro, today").waitFor();
            assertThat(page.locator("body").innerText()).contains("What came before", "Two more for the new pier");
            tab(page, "Customer").click();
            page.locator(".tradewind-customer")
                    .getByText("looked after by Darcel Schlecht")
                    .waitFor();
        }
    }

    private String instance(String process, String key) {
        return jdbc.sql(
                        "SELECT proc_inst_id_ FROM engine.act_hi_procinst WHERE business_key_ = :key AND proc_def_key_ = :process")
                .param("key", key)
                .param("process", process)
                .query(String.class)
                .single();
    }

    private void open(Page page, String life, String taskId) {
        steps.runAllJobs(life);
        page.navigate("/camunda/app/tasklist/default/#/?task="
                + steps.task(life, taskId).getId());
        page.reload();
        completeButton(page).waitFor();
    }

    private static Locator tab(Page page, String label) {
        return page.locator(".nav-tabs a", new Page.LocatorOptions().setHasText(label))
                .first();
    }

    private static Locator completeButton(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"));
    }
}
