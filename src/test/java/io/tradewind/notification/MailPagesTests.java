package io.tradewind.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.audit.AuditTrail;
import io.tradewind.organization.People;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class MailPagesTests {

    @Autowired
    private Mails mails;

    @Autowired
    private MailHistory history;

    @Autowired
    private Web web;

    @Autowired
    private People people;

    @Autowired
    private Customers customers;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private JdbcClient jdbc;

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
        assertThat(rep.get("/mails/" + reminder).body())
                .contains("no mail server was set up", "An administrator can send it.");
        assertThat(admin.get("/mails/" + reminder).body())
                .contains(
                        "no mail server was set up", "Set TRADEWIND_MAIL_HOST and start again, then send it from here.")
                .doesNotContain("had left", "Last trouble", "Send again", "send it again");
        assertThat(admin.submit("/mails/" + reminder + "/again", Map.of("_csrf", adminToken))
                        .statusCode())
                .isEqualTo(302);
        assertThat(history.ofCause(run + "reminder").orElseThrow().state())
                .as("without a mail server nobody would ever send it")
                .isEqualTo("kept");
        assertThat(admin.get("/mails/" + reminder).body())
                .contains("It was not sent, because no mail server is set up");
    }

    @Test
    void whatIsKeptForSomebodyWhoHadLeftSaysSo() {
        long left;
        jdbc.sql("UPDATE person SET active = false WHERE user_id = 'anna-snelling'")
                .update();
        try {
            left = write("left", Recipient.user("anna-snelling"), null);
        } finally {
            jdbc.sql("UPDATE person SET active = true WHERE user_id = 'anna-snelling'")
                    .update();
        }

        assertThat(web.browser("admin").get("/mails/" + left).body())
                .contains("its recipient had left when it was written", "then send it.")
                .doesNotContain("TRADEWIND_MAIL_HOST");
        assertThat(web.browser("admin").get("/mails").body())
                .contains("kept: recipient had left", "kept: no mail server");
    }

    @Test
    void aColleaguesMailGoesToTheAddressTheyHaveNowAndToNoStrangers() throws NoSuchAlgorithmException {
        jdbc.sql("UPDATE mail SET recipient = 'old@example.com', state = 'bounced' WHERE id = :id")
                .param("id", reminder)
                .update();
        Web.Client admin = web.browser("admin");
        Document page = Jsoup.parse(admin.get("/mails/" + reminder).body());
        String today = people.get("darcel-schlecht").email();

        assertThat(page.select("input[name=address]").eachAttr("value")).containsExactly("old@example.com", today);
        assertThat(page.select("input[name=address][checked]").attr("value"))
                .as("what was refused once is refused again")
                .isEqualTo(today);
        assertThat(page.select("fieldset").text()).contains("as before, and refused", "their address now");
        for (String stranger : List.of("eve@example.com", "")) {
            HttpResponse<String> refused = again(
                    admin, reminder, Map.of("address", stranger, "other", stranger.isEmpty() ? "eve@example.com" : ""));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("neither the address of this mail");
        }
        assertThat(history.ofCause(run + "reminder").orElseThrow().state()).isEqualTo("bounced");

        assertThat(again(admin, reminder, Map.of("address", today)).statusCode())
                .isEqualTo(302);

        WrittenMail mail = history.ofCause(run + "reminder").orElseThrow();
        assertThat(List.of(mail.state(), mail.recipient(), String.valueOf(mail.writtenTo())))
                .containsExactly("kept", today, "old@example.com");
        assertThat(admin.get("/mails/" + reminder).body()).contains("It is kept, for " + today, "old@example.com");
        String moved = "mail " + reminder + " to another address, sha256 begins " + sha256(today);
        assertThat(acts()).contains("admin mail-sent-again " + moved);
        assertThat(trail.find(new AuditTrail.Search("operator", "admin", null, null, null), null, 50))
                .extracting(AuditTrail.Entry::facts)
                .anyMatch(facts -> facts.contains(moved))
                .noneMatch(facts -> facts.contains("@"));
    }

    @Test
    void aCustomersMailGoesWhereTheyCanBeReachedNow() {
        long customer = customers
                .register(new NewCustomer(
                        "Moved " + run, "office@moved.example", null, null, null, null, null, null, null, "Ann"))
                .id();
        long mail = write("moved", Recipient.address("ann@moved.exmaple", "Ann", "en"), customer);
        Web.Client admin = web.browser("admin");

        assertThat(Jsoup.parse(admin.get("/mails/" + mail).body())
                        .select("input[name=address]")
                        .eachAttr("value"))
                .containsExactly("ann@moved.exmaple", "office@moved.example", "");
        HttpResponse<String> refused = again(admin, mail, Map.of("address", "", "other", "ann at moved"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("no e-mail address", "value=\"ann at moved\"");

        assertThat(again(admin, mail, Map.of("address", "office@moved.example", "other", "ann@moved.example"))
                        .body())
                .as("nobody knows which is meant")
                .contains("You typed an address and chose another");

        assertThat(again(admin, mail, Map.of("address", "", "other", " ann@moved.example "))
                        .statusCode())
                .isEqualTo(302);

        WrittenMail sent = history.ofCause(run + "moved").orElseThrow();
        assertThat(List.of(sent.state(), sent.recipient(), String.valueOf(sent.writtenTo())))
                .containsExactly("kept", "ann@moved.example", "ann@moved.exmaple");
        for (String other : List.of("jürgenč@moved.example", "ann o@moved.example")) {
            assertThat(again(admin, mail, Map.of("address", "", "other", other)).body())
                    .containsAnyOf("plain letters (a to z)", "no e-mail address");
        }
        jdbc.sql("UPDATE mail SET state = 'waiting' WHERE id = :id")
                .param("id", mail)
                .update();
        assertThat(again(admin, mail, Map.of("address", "office@moved.example")).statusCode())
                .isEqualTo(302);
        assertThat(history.ofCause(run + "moved").orElseThrow().recipient())
                .as("it is on its way already")
                .isEqualTo("ann@moved.example");
        jdbc.sql("UPDATE mail SET state = 'kept' WHERE id = :id")
                .param("id", mail)
                .update();
    }

    private HttpResponse<String> again(Web.Client browser, long id, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("_csrf", Web.hiddenToken(browser.get("/mails/" + id).body()));
        return browser.submit("/mails/" + id + "/again", form);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 16);
    }

    private List<String> acts() {
        return jdbc.sql("SELECT by_user || ' ' || act || ' ' || subject FROM operator_act")
                .query(String.class)
                .list();
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
