package io.tradewind.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.tradewind.organization.People;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@TradewindTest
class MailsTests {

    @Autowired
    private MailStore store;

    @Autowired
    private MailTemplates templates;

    @Autowired
    private People people;

    @Autowired
    private MutableClock clock;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Mails mailsWithoutServer;

    private final String run = UUID.randomUUID().toString();
    private final int port = freePort();
    private final GreenMail postOffice = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    private MailSettings settings = settings(port);

    @BeforeEach
    void nothingElseWaits() {
        jdbc.sql("UPDATE mail SET state = 'kept' WHERE state IN ('waiting', 'claimed', 'sending')")
                .update();
    }

    @AfterEach
    void closeThePostOffice() {
        postOffice.stop();
        clock.reset();
    }

    @Test
    void aMailIsWrittenOncePerCauseAndSentOnce() throws Exception {
        postOffice.start();
        write("once", "Acme", "ann@acme.example");
        write("once", "Acme", "ann@acme.example");

        sender().sendDue();
        sender().sendDue();

        assertThat(postOffice.getReceivedMessages()).hasSize(1);
        MimeMessage mail = postOffice.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Please look at: Review lead, Acme");
        assertThat(((jakarta.mail.internet.InternetAddress) mail.getAllRecipients()[0]).getPersonal())
                .isEqualTo("Ann Müller");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(state("once")).isEqualTo("sent");
    }

    @Test
    void whoIsAskedCanUnsubscribeWithTheButtonOfTheMailProgram() throws Exception {
        postOffice.start();
        String link = "https://tradewind.example/survey/abcdefgh-12345678/unsubscribe";
        new TransactionTemplate(transactions).executeWithoutResult(status -> mails().write(new Mail(
                run + "asked",
                "survey",
                Recipient.address("ann@acme.example", "Ann Müller", "en"),
                Map.of(
                        "about", "order",
                        "subject", "O-1",
                        "contact", "Ann",
                        "customer", "Acme",
                        "link", "https://tradewind.example/survey/abcdefgh-12345678",
                        "company", "Tradewind",
                        "unsubscribe", link),
                null,
                null)));
        write("another", "Acme", "ann@acme.example");

        sender().sendDue();

        MimeMessage asked = postOffice.getReceivedMessages()[0];
        assertThat(asked.getHeader("List-Unsubscribe")).containsExactly("<" + link + ">");
        assertThat(asked.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(postOffice.getReceivedMessages()[1].getHeader("List-Unsubscribe"))
                .isNull();
        assertThat(mailOf("asked").text())
                .as("the secret dies with the sending")
                .doesNotContain("abcdefgh");
    }

    @Test
    void ofManyAlikeSomeAreWrittenAndOneThatSaysThereAreMore() {
        String rep = "zane-levy";
        settings = settings(port, 3);
        clock.forward(Duration.ofDays(900)); // a day on which nobody else writes

        for (int i = 0; i < 6; i++) {
            remind(rep, "task " + i);
        }
        remind(rep, "task 1");
        remind("cecily-lampkin", "task 7");

        assertThat(subjects(rep))
                .containsExactly(
                        "Please look at: Review lead, task 0",
                        "Please look at: Review lead, task 1",
                        "Please look at: Review lead, task 2",
                        "More tasks wait for you today");
        assertThat(subjects("cecily-lampkin")).contains("Please look at: Review lead, task 7");
        assertThat(jdbc.sql("SELECT text FROM mail WHERE recipient_user = :rep ORDER BY id DESC LIMIT 1")
                        .param("rep", rep)
                        .query(String.class)
                        .single())
                .startsWith("More tasks wait for you today than we remind you of one by one.")
                .contains("You have had 3 such mails today")
                .doesNotContain("leads");

        clock.forward(Duration.ofDays(1));
        remind(rep, "task 8");
        assertThat(subjects(rep)).last().isEqualTo("Please look at: Review lead, task 8");
    }

    @Test
    void withoutALimitAllOfThemAreWritten() {
        settings = settings(port, 0);
        clock.forward(Duration.ofDays(910)); // a day on which nobody else writes

        for (int i = 0; i < 6; i++) {
            remind("rosalina-dieter", "task without limit " + i);
        }

        assertThat(subjects("rosalina-dieter")).hasSize(6).noneMatch("More tasks wait for you today"::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-reminder", "task-escalation", "lead-assigned", "lead-returned"})
    void theOneThatSaysThereAreMoreKnowsOfWhat(String kind) {
        MailTemplates.Rendered rendered = templates.render("many-alike", "en", Map.of("kind", kind, "number", 50));

        assertThat(rendered.subject()).startsWith("More ").endsWith(" today");
        assertThat(rendered.text()).startsWith("More ").contains("You have had 50 such mails today");
        assertThat(rendered.html()).containsOnlyOnce("<p>More ");
    }

    private void remind(String userId, String customer) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> mails().writeUnlessMany(new Mail(
                run + userId + customer, "task-reminder", Recipient.user(userId), model(customer), null, null)));
    }

    private List<String> subjects(String userId) {
        return jdbc.sql("SELECT subject FROM mail WHERE recipient_user = :user AND created_at > :since ORDER BY id")
                .param("user", userId)
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(2))))
                .query(String.class)
                .list();
    }

    @Test
    void whatIsRolledBackIsNeverSent() {
        postOffice.start();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            mails().write(mail("undone", "Acme", "ann@acme.example"));
            status.setRollbackOnly();
        });

        sender().sendDue();

        assertThat(postOffice.getReceivedMessages()).isEmpty();
        assertThat(store.isWritten(run + "undone")).isFalse();
    }

    @Test
    void withTheServerDownMailsWaitAndArriveOnceWhenItIsBack() {
        write("patient", "Acme", "ann@acme.example");
        write("patient too", "Acme", "bob@acme.example");

        sender().sendDue();
        assertThat(state("patient")).isEqualTo("waiting");
        assertThat(mailOf("patient").attempts()).isEqualTo(1);
        assertThat(mailOf("patient").lastError()).contains("mail server");

        postOffice.start();
        sender().sendDue();
        assertThat(postOffice.getReceivedMessages())
                .as("not before the pause is over")
                .isEmpty();
        clock.forward(Duration.ofMinutes(2));
        sender().sendDue();
        sender().sendDue();
        assertThat(postOffice.getReceivedMessages()).hasSize(2);
        assertThat(state("patient")).isEqualTo("sent");
    }

    @Test
    void aServerThatStaysAwayMakesTheMailFailVisiblyAndAPersonCanSendItAgain() {
        write("hopeless", "Acme", "ann@acme.example");

        for (int attempt = 1; attempt <= 8; attempt++) {
            assertThat(state("hopeless")).as("attempt " + attempt).isEqualTo("waiting");
            sender().sendDue();
            clock.forward(Duration.ofDays(2));
        }

        assertThat(state("hopeless")).isEqualTo("failed");
        postOffice.start();
        WrittenMail failed = mailOf("hopeless");
        assertThat(store.sendAgain(failed.id(), failed.recipient(), "waiting", clock.instant()))
                .isTrue();
        sender().sendDue();
        assertThat(postOffice.getReceivedMessages()).hasSize(1);
    }

    @Test
    void twoNodesThatSendAtOnceSendEachMailOnce() throws Exception {
        postOffice.start();
        for (int i = 0; i < 120; i++) {
            write("crowd" + i, "Acme", "ann@acme.example");
        }

        ExecutorService nodes = Executors.newFixedThreadPool(3);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            work.add(() -> {
                sender().sendDue();
                return null;
            });
        }
        for (Future<Void> end : nodes.invokeAll(work)) {
            end.get();
        }
        nodes.shutdown();

        assertThat(postOffice.getReceivedMessages()).hasSize(120);
    }

    @Test
    void manyMailsGoOverOneConnection() throws IOException {
        try (MoodyMailServer server = new MoodyMailServer()) {
            settings = settings(server.port());
            for (int i = 0; i < 20; i++) {
                write("many" + i, "Acme", "ann@acme.example");
            }

            sender().sendDue();

            assertThat(server.taken).hasSize(20);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void aServerThatEndsLongConversationsIsCalledAgain() throws IOException {
        try (MoodyMailServer server = new MoodyMailServer()) {
            settings = settings(server.port());
            server.mailsPerConnection = 3;
            for (int i = 0; i < 10; i++) {
                write("short" + i, "Acme", "ann@acme.example");
            }

            sender().sendDue();

            assertThat(server.taken).hasSize(10);
            assertThat(state("short9")).isEqualTo("sent");
        }
    }

    @Test
    void anAddressRefusedForGoodIsFlaggedAndTheOthersStillGo() throws IOException {
        try (MoodyMailServer server = new MoodyMailServer()) {
            settings = settings(server.port());
            server.refusedAddress = "gone@acme.example";
            write("before", "Acme", "ann@acme.example");
            write("gone", "Acme", "gone@acme.example");
            write("after", "Acme", "ann@acme.example");

            sender().sendDue();

            assertThat(state("gone")).isEqualTo("bounced");
            assertThat(mailOf("gone").lastError()).contains("no such user");
            assertThat(state("before")).isEqualTo("sent");
            assertThat(state("after")).isEqualTo("sent");
        }
    }

    @Test
    void anAddressRefusedForNowIsTriedAgain() throws IOException {
        try (MoodyMailServer server = new MoodyMailServer()) {
            settings = settings(server.port());
            server.refusedAddress = "grey@acme.example";
            server.refusal = "451 4.7.1 greylisted, come back later";
            write("grey", "Acme", "grey@acme.example");

            sender().sendDue();
            assertThat(state("grey")).isEqualTo("waiting");
            server.refusedAddress = "";
            clock.forward(Duration.ofMinutes(2));
            sender().sendDue();

            assertThat(state("grey")).isEqualTo("sent");
            assertThat(server.taken).hasSize(1);
        }
    }

    @Test
    void aMailThatMayHaveArrivedIsNotSentTwice() throws IOException {
        try (MoodyMailServer server = new MoodyMailServer()) {
            settings = settings(server.port());
            server.silentAfterData = true;
            write("unclear", "Acme", "ann@acme.example");

            sender().sendDue();
            clock.forward(Duration.ofDays(1));
            sender().sendDue();

            assertThat(server.taken).hasSize(1);
            assertThat(state("unclear")).isEqualTo("failed");
            assertThat(mailOf("unclear").lastError()).contains("may have arrived");
        }
    }

    @Test
    void whatADeadNodeLaidAsideIsSentAndWhatItWasSendingIsLeftToAPerson() {
        postOffice.start();
        write("aside", "Acme", "ann@acme.example");
        write("on the wire", "Acme", "bob@acme.example");
        UUID dead = UUID.randomUUID();
        List<WrittenMail> batch = store.claim(dead, 50, clock.instant(), Duration.ofMinutes(10));
        assertThat(batch).hasSize(2);
        store.sending(mailOf("on the wire").id(), dead, clock.instant().plus(Duration.ofMinutes(10)));

        sender().sendDue();
        assertThat(postOffice.getReceivedMessages()).isEmpty();
        clock.forward(Duration.ofMinutes(11));
        sender().sendDue();

        assertThat(state("aside")).isEqualTo("sent");
        assertThat(state("on the wire")).isEqualTo("failed");
        assertThat(postOffice.getReceivedMessages()).hasSize(1);
    }

    @Test
    void markupAndLineBreaksInAValueStayText() throws Exception {
        postOffice.start();
        String evil = "<script>alert(1)</script>\r\nBcc: victim@bank.example\r\n\r\nspam";
        new TransactionTemplate(transactions).executeWithoutResult(status -> mails().write(new Mail(
                run + "evil",
                "task-reminder",
                Recipient.address("ann@acme.example", "Ann\r\nBcc: victim@bank.example", "en"),
                model(evil),
                null,
                null)));

        sender().sendDue();

        assertThat(postOffice.getReceivedMessages()).hasSize(1);
        MimeMessage mail = postOffice.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).contains("Bcc: victim").doesNotContain("\n");
        assertThat(mailOf("evil").html())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>");
        assertThat(GreenMailUtil.getHeaders(mail)).doesNotContain("\nBcc");
    }

    @Test
    void anAddressThatIsNoneBouncesWithoutStoppingTheStep() {
        write("no address", "Acme", "");
        write("two addresses", "Acme", "a@b.example, c@d.example");
        write("no ASCII", "Acme", "änne@acme.example");

        assertThat(state("no address")).isEqualTo("bounced");
        assertThat(state("two addresses")).isEqualTo("bounced");
        assertThat(state("no ASCII")).isEqualTo("bounced");
    }

    @Test
    void anAddressWithoutAHostThatCanBeBouncesAndTheOthersGo() throws Exception {
        postOffice.start();
        List<String> bad = List.of("x@" + "y".repeat(64) + ".com", "a@x..com", "a@\u0085x.com", "a@x\u2028y.com");
        write("before", "Acme", "ann@acme.example");
        for (String address : bad) {
            write(address, "Acme", address);
            assertThat(state(address)).as(address).isEqualTo("bounced");
            // as one stands in the outbox that was written before addresses were looked at so closely
            jdbc.sql("UPDATE mail SET state = 'waiting', last_error = NULL, recipient = :address WHERE cause = :cause")
                    .param("address", address)
                    .param("cause", run + address)
                    .update();
        }
        write("after", "Acme", "ann@acme.example");

        sender().sendDue();

        for (String address : bad) {
            assertThat(state(address)).as(address).isEqualTo("bounced");
            assertThat(mailOf(address).lastError()).as(address).isNotBlank();
        }
        assertThat(state("before")).isEqualTo("sent");
        assertThat(state("after")).isEqualTo("sent");
        assertThat(postOffice.getReceivedMessages()).hasSize(2);
    }

    /** Cut down to a byte each, these letters are a line break, a blank and angle brackets (CVE-2025-7962). */
    @Test
    void lettersOfAnAddressNeverBecomeACommand() throws IOException {
        String smuggled = "\nRCPT TO:<boss@acme.example>\nVRFY boss "
                .replace("\n", "\u760D\u760A")
                .replace(' ', '\u7620')
                .replace('<', '\u763C')
                .replace('>', '\u763E')
                .replace(':', '\u763A')
                .replace('@', '\u7640');
        try (MoodyMailServer server = new MoodyMailServer()) {
            settings = settings(server.port());
            write("smuggled", "Acme", "ann" + smuggled + "@acme.example");
            write("after", "Acme", "ann@acme.example");

            sender().sendDue();

            assertThat(server.commands)
                    .isNotEmpty()
                    .noneMatch(line -> line.startsWith("VRFY") || line.contains("boss@acme.example"));
            assertThat(state("smuggled")).isEqualTo("bounced");
            assertThat(state("after")).isEqualTo("sent");
        }
    }

    @Test
    void withoutAServerMailsAreKept() {
        mailsWithoutServer.write(mail("kept", "Acme", "ann@acme.example"));

        assertThat(state("kept")).isEqualTo("kept");
    }

    @Test
    void theSecretInALinkDiesWithTheSending() {
        postOffice.start();
        write("secret", "see http://x/decide/abcdefghijkl_-0123456789", "ann@acme.example");
        assertThat(mailOf("secret").text()).contains("abcdefghijkl");

        sender().sendDue();

        assertThat(GreenMailUtil.getBody(postOffice.getReceivedMessages()[0])).contains("abcdefghijkl");
        assertThat(mailOf("secret").text()).contains("/decide/…").doesNotContain("abcdefghijkl");
        assertThat(mailOf("secret").html()).doesNotContain("abcdefghijkl");
    }

    @Test
    void anUnknownLanguageFallsBackToEnglishAndAnUnknownTemplateIsAMistake() {
        assertThat(templates.render("task-reminder", "tlh-Latn", model("Acme")).language())
                .isEqualTo("en");
        assertThatThrownBy(() -> templates.render("no-such", "en", Map.of())).hasMessageContaining("no-such");
        assertThatThrownBy(() -> templates.render("../../application", "en", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Mails mails() {
        return new OutboxMails(store, templates, people, settings, clock, events, ZoneOffset.UTC);
    }

    private MailSender sender() {
        return new MailSender(
                store,
                new CommonsMailer(settings),
                settings,
                clock,
                new SimpleMeterRegistry(),
                ObservationRegistry.NOOP,
                transactions);
    }

    private void write(String cause, String customer, String address) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> mails().write(mail(cause, customer, address)));
    }

    private Mail mail(String cause, String customer, String address) {
        return new Mail(
                run + cause,
                "task-reminder",
                Recipient.address(address, "Ann Müller", "en"),
                model(customer),
                null,
                null);
    }

    private static Map<String, Object> model(String customer) {
        return Map.of("task", "Review lead", "reference", "L-1", "customer", customer, "due", "", "taskId", "4711");
    }

    private WrittenMail mailOf(String cause) {
        return store.ofCause(run + cause).orElseThrow();
    }

    private @Nullable String state(String cause) {
        return mailOf(cause).state();
    }

    private static MailSettings settings(int port) {
        return settings(port, 50);
    }

    private static MailSettings settings(int port, int alikeADay) {
        return new MailSettings(
                "127.0.0.1",
                port,
                null,
                null,
                "tradewind@tradewind.example",
                false,
                false,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                alikeADay);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
