package io.tradewind.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class MailPagesTests {

    @Autowired
    private Mails mails;

    @Autowired
    private MailHistory history;

    @Autowired
    private Web web;

    private final String run = UUID.randomUUID().toString();
    private long reminder;
    private long survey;

    @BeforeEach
    void aReminderToARepAndAMailToACustomer() {
        reminder = write("reminder", Recipient.user("darcel-schlecht"), null);
        survey = write("survey", Recipient.address("ann@acme.example", "Ann", "en"), 4711L);
    }

    @Test
    void everybodySeesTheirOwnMailsAndNobodyElses() {
        assertThat(status("darcel-schlecht", reminder)).isEqualTo(200);
        assertThat(status("darcel-schlecht", survey)).isEqualTo(404);
        assertThat(status("anna-snelling", reminder)).isEqualTo(404);
        assertThat(status("melvin-marxen", reminder)).isEqualTo(404);
        assertThat(status("service", reminder)).isEqualTo(404);
        assertThat(status("service", survey)).isEqualTo(200);
        assertThat(status("support", survey)).isEqualTo(200);
        assertThat(status("admin", reminder)).isEqualTo(200);
        assertThat(status("admin", survey)).isEqualTo(200);
        assertThat(web.browser("darcel-schlecht").get("/mails").body())
                .contains("Please look at: Task " + run + "reminder")
                .doesNotContain(run + "survey");
    }

    @Test
    void theBodyIsShownWhereItCanDoNothing() {
        HttpResponse<String> body = web.browser("darcel-schlecht").get("/mails/" + reminder + "/body");

        assertThat(body.statusCode()).isEqualTo(200);
        assertThat(body.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("sandbox", "default-src 'none'")
                .doesNotContain("allow-scripts");
        assertThat(web.browser("anna-snelling")
                        .get("/mails/" + reminder + "/body")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyAnAdministratorSendsAMailAgain() {
        Web.Client rep = web.browser("darcel-schlecht");
        String repToken = Web.hiddenToken(rep.get("/mails").body());
        Web.Client admin = web.browser("admin");
        String adminToken = Web.hiddenToken(admin.get("/mails/" + reminder).body());

        assertThat(rep.submit("/mails/" + reminder + "/again", Map.of("_csrf", repToken))
                        .statusCode())
                .isEqualTo(403);
        assertThat(history.ofCause(run + "reminder").orElseThrow().state()).isEqualTo("kept");
        assertThat(admin.submit("/mails/" + reminder + "/again", Map.of("_csrf", adminToken))
                        .statusCode())
                .isEqualTo(302);
        assertThat(history.ofCause(run + "reminder").orElseThrow().state()).isEqualTo("waiting");
    }

    @Test
    void aLinkThatActsWithoutALoginCanBeMadeHarmless() {
        WrittenMail mail = history.ofCause(run + "survey").orElseThrow();

        assertThat(mail.html()).contains("/survey/abcdefghijklmnop");
        assertThat(mail.withoutSecrets().html()).contains("/survey/…").doesNotContain("abcdefghijklmnop");
        assertThat(mail.withoutSecrets().text()).doesNotContain("abcdefghijklmnop");
    }

    private int status(String user, long id) {
        return web.browser(user).get("/mails/" + id).statusCode();
    }

    private long write(String cause, Recipient to, @org.jspecify.annotations.Nullable Long customer) {
        mails.write(new Mail(
                run + cause,
                "task-reminder",
                to,
                Map.of(
                        "task", "Task " + run + cause,
                        "reference", "L-1",
                        "customer", "http://x/survey/abcdefghijklmnop",
                        "due", "",
                        "taskId", "1"),
                customer,
                null));
        return history.ofCause(run + cause).orElseThrow().id();
    }
}
