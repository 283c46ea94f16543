package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Processes;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A customer is not satisfied, says so once, and does not have to say anything twice. */
@TradewindTest
class BadAnswerBecomesLessonTests {

    @Autowired
    private Web web;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Processes processes;

    @Autowired
    private Customers customers;

    @Autowired
    private ServiceCases cases;

    @Autowired
    private WorkingTime workingTime;

    @Test
    void aBadAnswerIsFollowedToItsCauseUntilTheCustomerSaysThatItIsSolved() {
        Desk rep = new Desk("darcel-schlecht", web, steps);
        Desk service = new Desk("service", web, steps);

        // Lighthouse has its two units; Darcel calls, and Ada gives 2 of 10 in the survey.
        String address = "ada-" + UUID.randomUUID() + "@lighthouse.example";
        Customer lighthouse = customers.register(new NewCustomer(
                "Lighthouse " + UUID.randomUUID(),
                address,
                null,
                null,
                "entertainment",
                null,
                "region-central",
                "darcel-schlecht",
                "A",
                null));
        String order = "O-2026-" + UUID.randomUUID();
        String afterSales = processes.start(
                "after-sales",
                order,
                Map.of(
                        "orderNumber",
                        order,
                        "dealNumber",
                        "D-2026-000001",
                        "customerId",
                        lighthouse.id(),
                        "rep",
                        "darcel-schlecht"));
        rep.does(
                afterSales,
                "handover-call",
                Map.of("handoverComplete", "yes", "contactName", "Ada Keller", "contactEmail", address));
        web.nobody().submit(linkTo(address, "survey"), Map.of("score", "2", "comment", "The units stop every hour"));
        steps.runAllJobs(afterSales);
        assertThat(steps.ended(afterSales)).isTrue();

        // A case is there at once; service answers and keeps the damage small.
        ServiceCase opened = cases.ofCustomer(lighthouse.id()).get(0);
        String life = String.valueOf(opened.processInstanceId());
        service.does(life, "answer-customer", Map.of("caseKind", "complaint", "answer", "We come tomorrow at nine."));
        service.does(
                life,
                "contain-damage",
                Map.of("problem", "Both units stop after an hour in the sun", "containment", "Moved into the shade"));

        // Service asks why until it is something we can change.
        service.does(
                life,
                "find-root-cause",
                Map.of(
                        "why1", "They get too hot",
                        "why2", "They stood in the sun",
                        "why3", "The manual does not speak of it",
                        "causeCategory", "documentation"));

        // 150 of credit is within the own limit; Ada says yes behind the link in her mail.
        service.does(
                life,
                "provide-remedy",
                Map.of("remedy", "Roofs over both units", "goodwillKind", "credit", "goodwillAmount", "150.00"));
        assertThat(web.nobody()
                        .submit(linkTo(address, "confirm"), Map.of("solved", "yes", "said", "Thank you"))
                        .statusCode())
                .isEqualTo(200);
        service.does(
                life,
                "plan-prevention",
                Map.of(
                        "measure", "A page about the sun in the manual",
                        "measureOwner", "product",
                        "measureDueOn", workingTime.today().plusDays(30).toString(),
                        "lesson", "Ask where the units will stand: no parasol, no guarantee"));

        // It is closed, whoever searches finds the lesson, and the figure knows.
        assertThat(steps.ended(life)).isTrue();
        assertThat(cases.get(opened.number()).state()).isEqualTo("closed");
        assertThat(web.browser("darcel-schlecht").get("/knowledge?q=parasol").body())
                .contains(opened.number());
        JsonNode figure = Desk.tree(new Desk("director", web, steps)
                .opens("/api/figures/resolution-compliance")
                .body());
        assertThat(figure.path("total").asText()).isNotBlank();
    }

    private String linkTo(String address, String kind) {
        Web.Client admin = web.browser("admin");
        Matcher mail = Pattern.compile("href=\"(/mails/\\d+)\"")
                .matcher(admin.get("/mails").body());
        while (mail.find()) {
            String shown = admin.get(mail.group(1)).body()
                    + admin.get(mail.group(1) + "/body").body();
            Matcher link = Pattern.compile("(/" + kind + "/[A-Za-z0-9_-]{20,})").matcher(shown);
            if (shown.contains(address) && link.find()) {
                return link.group(1);
            }
        }
        throw new AssertionError("No mail with a link to " + kind + " went to " + address);
    }
}
