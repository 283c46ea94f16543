package io.tradewind.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.Holidays;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.Knowledge;
import io.tradewind.deal.KnowledgeEntry;
import io.tradewind.engine.Refused;
import io.tradewind.notification.Mailbox;
import io.tradewind.notification.WrittenMail;
import io.tradewind.organization.Regions;
import io.tradewind.service.CaseAnswered;
import io.tradewind.service.CaseBriefings;
import io.tradewind.service.CaseResolved;
import io.tradewind.service.CauseReviews;
import io.tradewind.service.ClockReading;
import io.tradewind.service.Complaints;
import io.tradewind.service.ConfirmationLink;
import io.tradewind.service.Goodwill;
import io.tradewind.service.Measures;
import io.tradewind.service.NewCase;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.service.ServiceClock;
import io.tradewind.service.ServiceClock.Milestone;
import io.tradewind.service.Severity;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class ServiceCaseProcessTests {

    private static final String OWNER = "darcel-schlecht";

    @Autowired
    private ServiceCaseProcess process;

    @Autowired
    private ServiceCases cases;

    @Autowired
    private ServiceClock clock;

    @Autowired
    private Complaints complaints;

    @Autowired
    private CauseReviews reviews;

    @Autowired
    private Measures measures;

    @Autowired
    private CaseBriefings briefings;

    @Autowired
    private Goodwill goodwill;

    @Autowired
    private TaskService taskService;

    @Autowired
    private ManagementService management;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Knowledge knowledge;

    @Autowired
    private Customers customers;

    @Autowired
    private Regions regions;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private Holidays holidays;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private MutableClock time;

    @Autowired
    private Mailbox mailbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ApplicationEvents events;

    private Customer customer;

    @BeforeEach
    void aCustomerOfClassB() {
        // the next Monday, nine o'clock: working time is then easy to count
        Instant monday = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC)
                .with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.MONDAY))
                .atTime(9, 0)
                .toInstant(ZoneOffset.UTC);
        time.forward(Duration.between(time.instant(), monday));
        customer = customers.register(new NewCustomer(
                "Harbour Cranes " + UUID.randomUUID(),
                "office@harbour.example",
                null,
                null,
                "machinery",
                null,
                "region-east",
                OWNER,
                "B",
                null));
    }

    @AfterEach
    void backToThePresent() {
        time.reset();
    }

    @Test
    void aRequestIsAnsweredSettledAndClosed() {
        String life = report("request", "normal", null);
        ServiceCase opened = caseOf(life);
        assertThat(opened.number()).matches("SC-\\d{4}-\\d{6}");

        steps.complete(life, "answer-customer", "service", Map.of("caseKind", "request", "answer", "On its way."));
        steps.complete(life, "settle-request", "service", Map.of("settlement", "Sent the manual."));
        steps.runAllJobs(life);

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life))
                .contains("level-watched", "watch-over", "case-closed")
                .doesNotContain("contain-damage", "ask-for-confirmation");
        assertThat(cases.get(opened.number()).state()).isEqualTo("closed");
        assertThat(events.stream(CaseAnswered.class)).singleElement().satisfies(fact -> {
            assertThat(fact.inTime()).isTrue();
            assertThat(fact.rep()).isEqualTo(OWNER);
        });
        assertThat(events.stream(CaseResolved.class)).singleElement().satisfies(fact -> assertThat(fact.inTime())
                .isTrue());
    }

    @Test
    void aComplaintIsFollowedToItsCauseAndOnlyTheCustomerSolvesIt() {
        String life = report("complaint", "high", "gtx-pro");
        String number = caseOf(life).number();
        answer(life);

        steps.complete(
                life,
                "contain-damage",
                "service",
                Map.of("problem", "Two of five units make a noise since Monday", "containment", "Units switched off"));
        assertThatThrownBy(() -> steps.complete(
                        life,
                        "find-root-cause",
                        "service",
                        Map.of("why1", "A bearing is worn", "why3", "No plan", "causeCategory", "installation")))
                .hasStackTraceContaining("Answer this why before the next one");
        findCause(life, "installation", "A bearing is worn", "It ran dry", "Nobody greased it");
        remedy(life, Map.of("remedy", "New bearings, greased"));

        // we wait for the customer: the clock stands, and says why
        assertThat(clock.read(number).running()).isFalse();
        assertThat(mail(number, "case-confirmation")).satisfies(asked -> {
            assertThat(asked.recipient()).isEqualTo("office@harbour.example");
            assertThat(asked.text()).contains("New bearings, greased", "/confirm/");
        });
        String first = link(number);
        assertThat(process.confirm(first, false, "Still noisy").state()).isEqualTo(ConfirmationLink.State.OPEN);
        assertThat(process.confirm(first, true, null).state()).isEqualTo(ConfirmationLink.State.ANSWERED);
        steps.runAllJobs(life);

        assertThat(clock.read(number).running()).isTrue();
        remedy(life, Map.of("remedy", "New units"));
        steps.complete(life, "confirm-with-customer", "service", Map.of("solved", "yes", "said", "Quiet now"));
        assertThat(cases.get(number).state()).isEqualTo("resolved");
        assertThatThrownBy(() -> prevent(life, workingTime.today().minusDays(1)))
                .hasStackTraceContaining("has passed. Choose a day from today on");
        prevent(life, workingTime.today().plusDays(14));
        steps.runAllJobs(life);

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life))
                .containsSubsequence(
                        "contain-damage",
                        "find-root-cause",
                        "check-same-cause",
                        "provide-remedy",
                        "customer-answers",
                        "provide-remedy",
                        "confirm-with-customer",
                        "plan-prevention",
                        "close-case");
        assertThat(complaints.record(number)).satisfies(record -> {
            assertThat(record.remedies()).hasSize(2);
            assertThat(record.confirmations())
                    .extracting("solved", "way")
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(false, "link"),
                            org.assertj.core.groups.Tuple.tuple(true, "phone"));
        });
        assertThat(knowledge.lessonsAbout("gtx-pro", null, "installation", "-"))
                .first()
                .extracting(KnowledgeEntry::caseNumber, KnowledgeEntry::lesson)
                .containsExactly(number, "Grease at installation");
    }

    @Test
    void whoSeesToAMeasureHasItOnTheDeskAndEverybodySeesWhetherItWasDone() {
        String life = toRemedy("documentation");
        String number = caseOf(life).number();
        remedy(life, Map.of("remedy", "A new manual"));
        steps.complete(life, "confirm-with-customer", "service", Map.of("solved", "yes"));
        LocalDate day = workingTime.today().plusDays(9);
        steps.complete(
                life,
                "plan-prevention",
                "service",
                Map.of("measure", "Print the manual anew", "measureOwner", "finance", "measureDueOn", day.toString()));
        steps.runAllJobs(life);
        assertThat(steps.ended(life)).isTrue();
        assertThat(measures.get(number).state()).isEqualTo("not done yet");

        String measure = instanceOf(number, "prevention-measure");
        assertThat(steps.task(measure, "carry-out-measure")).satisfies(task -> {
            assertThat(task.getAssignee()).isEqualTo("finance");
            assertThat(LocalDate.ofInstant(task.getDueDate().toInstant(), ZoneOffset.UTC))
                    .isEqualTo(day);
        });
        time.forward(Duration.ofDays(9));
        steps.fireTimer(measure, "carry-out-measure");
        assertThat(mailsOf(number, "task-reminder"))
                .extracting(WrittenMail::recipientUser)
                .containsExactly("finance");

        assertThatThrownBy(() -> report(measure, "later", "The printer is ill", null))
                .hasStackTraceContaining("Say until when it will be done");
        assertThatThrownBy(() -> report(measure, "done", " ", null)).hasStackTraceContaining("is required");
        LocalDate laterDay = workingTime.today().plusDays(5);
        report(measure, "later", "The printer is ill", laterDay);
        assertThat(measures.get(number)).satisfies(delayed -> {
            assertThat(delayed.dueOn()).isEqualTo(laterDay);
            assertThat(delayed.finished()).isEmpty();
        });
        assertThat(LocalDate.ofInstant(
                        steps.task(measure, "carry-out-measure").getDueDate().toInstant(), ZoneOffset.UTC))
                .isEqualTo(laterDay);
        time.forward(Duration.ofDays(8));
        steps.fireTimer(measure, "carry-out-measure");
        steps.fireTimer(measure, "carry-out-measure");
        assertThat(mailsOf(number, "task-escalation")).isNotEmpty();
        report(measure, "done", "Second edition printed", null);

        assertThat(steps.ended(measure)).isTrue();
        assertThat(steps.trace(measure))
                .containsSubsequence(
                        "measure-decided",
                        "prepare-measure",
                        "carry-out-measure",
                        "prepare-measure",
                        "carry-out-measure",
                        "measure-finished");
        assertThat(measures.get(number).state()).isEqualTo("done");
        assertThat(measures.get(number).reports())
                .extracting("outcome", "by")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("later", "finance"),
                        org.assertj.core.groups.Tuple.tuple("done", "finance"));
        assertThatThrownBy(() -> measures.report(number, "dropped", "Once more", null))
                .hasMessageContaining("finished before");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM measure_report").update())
                .hasMessageContaining("never changed");
        assertThat(briefings.of(number).briefing()).contains("Print the manual anew", "done, Second edition printed");
    }

    @Test
    void whatWasReportedAsAComplaintDoesNotEndAsARequest() {
        String life = report("complaint", "critical", null);
        String number = caseOf(life).number();

        assertThatThrownBy(() -> steps.complete(
                        life, "answer-customer", "service", Map.of("caseKind", "request", "answer", "ok")))
                .hasStackTraceContaining("a complaint ends when the customer says that it is solved");
        assertThat(cases.get(number).answeredAt()).isNull();

        String asked = report("request", "normal", null);
        answer(asked);
        assertThat(steps.task(asked, "contain-damage"))
                .as("but a request may turn out to be one")
                .isNotNull();
    }

    @Test
    void aTaskThatComesWhileTheClockStandsWaitsToo() {
        String life = report("request", "normal", null);
        String number = caseOf(life).number();
        steps.runAllJobs(life);
        steps.as("service", () -> process.pause(number, "Waits for the serial number"));
        steps.runAllJobs(life);
        steps.complete(
                life, "answer-customer", "service", Map.of("caseKind", "request", "answer", "Which one do you have?"));
        steps.runAllJobs(life);

        assertThat(suspendedTimers(life, "settle-request")).isEqualTo(2);
        time.forward(Duration.ofDays(7));
        steps.as("service", () -> process.resume(number, null));
        assertThat(suspendedTimers(life, "settle-request")).isZero();
        assertThat(steps.task(life, "settle-request").getDueDate().toInstant())
                .isEqualTo(clock.read(number).resolveDueAt().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void nobodyIsLateWhileWeWaitForTheCustomer() {
        String life = report("complaint", "high", null);
        String number = caseOf(life).number();
        steps.as("service", () -> process.pause(number, "Waits for a photo"));
        assertThat(suspendedTimers(life, "answer-customer")).isEqualTo(2);

        time.forward(Duration.ofDays(7));
        steps.as("service", () -> process.resume(number, null));
        assertThat(suspendedTimers(life, "answer-customer")).isZero();
        steps.runAllJobs(life);
        steps.fireTimer(life, "answer-customer");
        assertThat(mailsOf(number, "task-reminder")).isNotEmpty();
    }

    @Test
    void whoGivesThemselvesMoreTimeIsSeen() {
        String life = report("complaint", "high", null);
        String number = caseOf(life).number();
        Instant opened = time.instant();
        time.forward(Duration.ofHours(2));

        steps.as("service", () -> process.recordPause(number, opened, opened.plusSeconds(3600), "Nobody picked up"));
        steps.as("service", () -> process.rerate(number, Severity.CRITICAL, "It burns"));
        assertThat(mailsOf(number, "case-clock-changed"))
                .as("less time is no favour")
                .extracting(WrittenMail::recipientUser)
                .containsOnlyOnce(OWNER);
        time.forward(Duration.ofMinutes(1));
        steps.as("service", () -> process.rerate(number, Severity.LOW, "No hurry"));
        assertThat(mailsOf(number, "case-clock-changed"))
                .filteredOn(mail -> OWNER.equals(mail.recipientUser()))
                .hasSize(2)
                .anySatisfy(mail -> assertThat(mail.text()).contains("severity low instead of critical", "No hurry"));
    }

    @Test
    void theWordsOfACustomerBecomeNoLinkInAForm() {
        String life = toRemedy("other");
        remedy(life, Map.of("remedy", "First try"));
        String number = caseOf(life).number();
        process.confirm(link(number), false, "[Log in again](https://evil.example/login) ![p](x)");
        steps.runAllJobs(life);

        List<Object> said = new ArrayList<>();
        steps.as(
                "admin",
                () -> said.add(taskService.getVariable(
                        steps.task(life, "provide-remedy").getId(), "said")));
        assertThat(said).containsExactly("\\[Log in again\\](https\\://evil.example/login) !\\[p\\](x)");
        assertThat(complaints.record(number).confirmations())
                .extracting("said")
                .containsExactly("[Log in again](https://evil.example/login) ![p](x)");
    }

    @Test
    void noStepOfAComplaintIsDueLaterThanTheWholeMatter() {
        // class B, critical: 2 hours to answer, 13 or so to resolve; finding the cause alone may take three days
        String life = report("complaint", "critical", null);
        String number = caseOf(life).number();
        answer(life);
        steps.complete(life, "contain-damage", "service", Map.of("problem", "It burns", "containment", "Off"));

        assertThat(steps.task(life, "find-root-cause").getDueDate().toInstant())
                .isEqualTo(Instant.parse(CaseDeadlines.text(clock.read(number).resolveDueAt())));
        steps.as("service", () -> process.pause(number, "Waits for a photo"));
        time.forward(Duration.ofDays(1));
        steps.as("service", () -> process.resume(number, null));
        assertThat(steps.task(life, "find-root-cause").getDueDate().toInstant())
                .as("the pause moves it")
                .isEqualTo(Instant.parse(CaseDeadlines.text(clock.read(number).resolveDueAt())));
    }

    @Test
    void theLinkOfAnEarlierRemedyIsDead() {
        String life = toRemedy("other");
        remedy(life, Map.of("remedy", "First try"));
        String number = caseOf(life).number();
        String first = link(number);
        steps.complete(life, "confirm-with-customer", "service", Map.of("solved", "no", "said", "No"));
        remedy(life, Map.of("remedy", "Second try"));

        assertThat(process.confirm(first, true, null).state()).isEqualTo(ConfirmationLink.State.ANSWERED);
        assertThat(complaints.look("forged").state()).isEqualTo(ConfirmationLink.State.UNKNOWN);
        time.forward(Duration.ofDays(31));
        assertThat(complaints.look(link(number)).state()).isEqualTo(ConfirmationLink.State.EXPIRED);
    }

    @Test
    void theClockWarnsAt50And80And100PercentOnceEach() {
        // class B, high: 4 hours to answer, 27 to resolve
        String life = report("complaint", "high", null);
        String number = caseOf(life).number();
        assertThat(steps.trace(life)).doesNotContain("warn-of-level");

        for (int percent : List.of(50, 80, 100)) {
            time.forward(Duration.ofMinutes(percent == 50 ? 120 : percent == 80 ? 72 : 48));
            steps.fireTimer(life, "percentage-reached");
            assertThat(clock.warnings(number)).last().satisfies(warning -> {
                assertThat(warning.milestone()).isEqualTo(Milestone.RESPOND);
                assertThat(warning.percent()).isEqualTo(percent);
            });
        }
        assertThat(told(number)).contains("service", OWNER).hasSizeGreaterThan(2);
        assertThat(mailsOf(number, "case-warning"))
                .filteredOn(mail -> OWNER.equals(mail.recipientUser()))
                .hasSize(2);
        clock.warn(number, Milestone.RESPOND, 100);
        assertThat(clock.warnings(number)).hasSize(3);

        // half of the 27 hours: next the resolution
        time.forward(Duration.ofDays(1));
        steps.fireTimer(life, "percentage-reached");
        assertThat(clock.warnings(number)).hasSize(3);
    }

    @Test
    void everyPauseCountsAndMovesTheTimer() {
        String life = report("complaint", "high", null);
        String number = caseOf(life).number();
        Instant opened = time.instant();

        time.forward(Duration.ofHours(1));
        steps.as("service", () -> process.pause(number, "Waits for a photo"));
        steps.runAllJobs(life);
        assertThatThrownBy(() -> process.pause(number, "Again")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> steps.fireTimer(life, "percentage-reached")).isInstanceOf(AssertionError.class);
        time.forward(Duration.ofHours(2));
        steps.as("service", () -> process.resume(number, null));
        steps.runAllJobs(life);
        time.forward(Duration.ofHours(1));
        steps.as("service", () -> process.pause(number, "Waits for the serial number"));
        time.forward(Duration.ofHours(3));
        steps.as("service", () -> process.resume(number, time.instant().minus(Duration.ofHours(1))));
        steps.runAllJobs(life);

        // 1 + 1 + 1 hours of the 8 that have passed: both pauses count, 2 + 2 hours
        ClockReading reading = clock.read(number);
        assertThat(reading.used()).isBetween(Duration.ofMinutes(179), Duration.ofMinutes(181));
        assertThat(reading.respondDueAt())
                .isBetween(opened.plus(Duration.ofMinutes(479)), opened.plus(Duration.ofMinutes(481)));
        assertThat(steps.task(life, "answer-customer").getDueDate().toInstant())
                .isBetween(opened.plus(Duration.ofMinutes(479)), opened.plus(Duration.ofMinutes(481)));
        assertThat(clock.pauses(number))
                .extracting("why", "startedBy", "endedBy")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Waits for a photo", "service", "service"),
                        org.assertj.core.groups.Tuple.tuple("Waits for the serial number", "service", "service"));
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM case_pause").update()).hasMessageContaining("never changed");

        // and one that was forgotten gives the hour back
        process.recordPause(number, opened, opened.plus(Duration.ofMinutes(30)), "Nobody picked up");
        assertThat(clock.read(number).used()).isBetween(Duration.ofMinutes(149), Duration.ofMinutes(151));
    }

    @Test
    void aPauseThatCannotBeIsRefused() {
        String number = caseOf(report("complaint", "high", null)).number();
        Instant opened = time.instant();
        time.forward(Duration.ofHours(3));
        process.recordPause(number, opened.plusSeconds(600), opened.plusSeconds(1200), "Forgotten");

        assertThatThrownBy(() ->
                        process.recordPause(number, opened.plusSeconds(3000), opened.plusSeconds(2000), "Backwards"))
                .hasMessageContaining("end before it starts");
        assertThatThrownBy(
                        () -> process.recordPause(number, opened.plusSeconds(900), opened.plusSeconds(1500), "Twice"))
                .hasMessageContaining("for a part of this time");
        assertThatThrownBy(
                        () -> process.recordPause(number, opened.minusSeconds(900), opened.plusSeconds(100), "Before"))
                .hasMessageContaining("not open yet");
        assertThatThrownBy(() -> process.recordPause(
                        number, opened.plusSeconds(3000), time.instant().plusSeconds(900), "Ahead"))
                .hasMessageContaining("not come yet");
        assertThatThrownBy(() -> process.resume(number, null)).hasMessageContaining("runs already");
        process.pause(number, "Waits");
        assertThatThrownBy(() -> process.resume(number, time.instant().minusSeconds(3600)))
                .hasMessageContaining("end before it started");
        assertThat(clock.pauses(number)).hasSize(2);
    }

    @Test
    void theLevelStaysUntilTheCaseIsRatedAnew() {
        String life = report("complaint", "high", null);
        String number = caseOf(life).number();
        time.forward(Duration.ofHours(1));

        // what a changed table or class would give is not asked for by itself
        assertThat(clock.read(number).respond()).isEqualTo(Duration.ofHours(4));
        steps.as("service", () -> process.rerate(number, Severity.CRITICAL, "The whole pier stands still"));
        steps.runAllJobs(life);

        ClockReading reading = clock.read(number);
        assertThat(reading.respond()).isEqualTo(Duration.ofHours(2));
        assertThat(reading.used()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(clock.ratings(number)).hasSize(2).last().satisfies(rating -> {
            assertThat(rating.why()).isEqualTo("The whole pier stands still");
            assertThat(rating.by()).isEqualTo("service");
            assertThat(rating.tableVersion()).isPositive();
        });
        // 50 % of two hours are reached now
        steps.fireTimer(life, "percentage-reached");
        assertThat(clock.warnings(number)).hasSize(1);
    }

    @Test
    void aChangedTableMovesNoOpenCaseAndCountsForEveryCaseAfterIt() throws Exception {
        String life = report("complaint", "high", null);
        String number = caseOf(life).number();
        ClockReading promised = clock.read(number);
        java.util.Date due = steps.task(life, "answer-customer").getDueDate();
        String stricter = new ClassPathResource("bpmn/service/service-level.dmn")
                .getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("(-gives-respond-hours\">\\s*<text>)\\d+", "$11")
                .replaceAll("(-gives-resolve-hours\">\\s*<text>)\\d+", "$13");
        String deployment = repository
                .createDeployment()
                .addString("service-level.dmn", stricter)
                .deploy()
                .getId();
        try {
            // the old case keeps what was promised: its hours, its day in Tasklist, its warnings
            assertThat(clock.read(number)).satisfies(now -> {
                assertThat(now.respond()).isEqualTo(Duration.ofHours(4));
                assertThat(now.resolve()).isEqualTo(Duration.ofHours(27));
                assertThat(now.tableVersion()).isEqualTo(promised.tableVersion());
                assertThat(now.respondDueAt()).isEqualTo(promised.respondDueAt());
                assertThat(now.resolveDueAt()).isEqualTo(promised.resolveDueAt());
            });
            time.forward(Duration.ofMinutes(61));
            steps.fireTimer(life, "percentage-reached");
            assertThat(clock.warnings(number)).isEmpty();
            steps.as("service", () -> process.pause(number, "Waits for a photo"));
            steps.as("service", () -> process.resume(number, null));
            steps.runAllJobs(life);
            assertThat(clock.read(number).respondDueAt())
                    .isBetween(promised.respondDueAt(), promised.respondDueAt().plusSeconds(30));
            assertThat(steps.task(life, "answer-customer").getDueDate())
                    .isBetween(due.toInstant(), due.toInstant().plusSeconds(30));
            assertThat(clock.warnings(number)).isEmpty();
            assertThat(clock.ratings(number)).hasSize(1);

            // a case of the same class and severity that comes after it gets what the table now says
            ClockReading later =
                    clock.read(caseOf(report("complaint", "high", null)).number());
            assertThat(later.respond()).isEqualTo(Duration.ofHours(1));
            assertThat(later.resolve()).isEqualTo(Duration.ofHours(3));
            assertThat(later.tableVersion()).isEqualTo(promised.tableVersion() + 1);

            // and the old one only when a person rates it anew; what was used stays used
            steps.as("service", () -> process.rerate(number, Severity.HIGH, "The new levels are for them too"));
            steps.runAllJobs(life);
            assertThat(clock.read(number)).satisfies(rated -> {
                assertThat(rated.respond()).isEqualTo(Duration.ofHours(1));
                assertThat(rated.used()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(62));
                assertThat(rated.tableVersion()).isEqualTo(promised.tableVersion() + 1);
            });
            assertThat(clock.ratings(number))
                    .extracting(ServiceClock.CaseRating::tableVersion)
                    .containsExactly(promised.tableVersion(), promised.tableVersion() + 1);
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    @Test
    void theNightAndTheWeekendDoNotCount() {
        String life = report("request", "normal", null);
        String number = caseOf(life).number();

        time.forward(Duration.ofDays(7));

        // five working days of nine hours
        assertThat(clock.read(number).used()).isBetween(Duration.ofMinutes(2699), Duration.ofMinutes(2701));
    }

    @Test
    void aHolidayOfTheCustomersRegionDoesNotCountAndMovesTheDeadline() {
        LocalDate tuesday = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC).plusDays(1);
        holidays.declare(new Holidays.Holiday("region-east", tuesday, "Harbour day"));
        try {
            // class B, normal: 9 hours to answer, 8 of them on Monday and the last on Wednesday
            time.forward(Duration.ofHours(1));
            String number = caseOf(report("request", "normal", null)).number();
            Instant opened = time.instant();

            assertThat(clock.read(number).respondDueAt())
                    .isBetween(
                            opened.plus(Duration.ofDays(2).minusMinutes(1)),
                            opened.plus(Duration.ofDays(2).plusMinutes(1)));
            time.forward(Duration.ofDays(7));
            assertThat(clock.read(number).used()).isBetween(Duration.ofMinutes(2159), Duration.ofMinutes(2161));
        } finally {
            holidays.revoke("region-east", tuesday);
        }
    }

    @Test
    void aCaseRunsByTheClockOnTheCustomersWall() {
        ZoneId before = regions.zoneOf("region-east");
        regions.locate("region-east", ZoneId.of("UTC-5"));
        try {
            // nine o'clock here is four in the morning there: their day begins five hours later
            String number = caseOf(report("request", "normal", null)).number();
            time.forward(Duration.ofHours(5));
            assertThat(clock.read(number).used()).isLessThan(Duration.ofMinutes(1));
            time.forward(Duration.ofHours(2));

            assertThat(clock.read(number).used()).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        } finally {
            regions.locate("region-east", before);
        }
    }

    @Test
    void goodwillInsideTheOwnLimitAsksNobody() {
        String life = toRemedy("transport");
        remedy(life, Map.of("remedy", "Sorry", "goodwillKind", "credit", "goodwillAmount", "200.00"));

        assertThat(steps.trace(life)).contains("request-goodwill").doesNotContain("approve-goodwill");
        assertThat(complaints
                        .record(caseOf(life).number())
                        .latestRemedy()
                        .orElseThrow()
                        .goodwillOutcome())
                .isEqualTo("within-authority");
        assertThat(promised(life)).containsExactly("200.00");

        String number = caseOf(life).number();
        String settlement = instanceOf(number + "/1", "goodwill-settlement");
        assertThat(candidates(settlement)).containsExactly("finance");
        assertThatThrownBy(() -> settle(settlement, workingTime.today().plusDays(1)))
                .hasStackTraceContaining("Say on which day they got it");
        assertThatThrownBy(() -> settle(settlement, workingTime.today().minusDays(1)))
                .hasStackTraceContaining("when it was promised");
        steps.fireTimer(settlement, "settle-goodwill");
        steps.fireTimer(settlement, "settle-goodwill");
        settle(settlement, workingTime.today());
        assertThat(steps.trace(settlement))
                .containsSubsequence("prepare-settlement", "settle-goodwill", "goodwill-settled");
        assertThat(goodwill.promises(number)).singleElement().satisfies(promise -> {
            assertThat(promise.settledOn()).isEqualTo(workingTime.today());
            assertThat(promise.reference()).isEqualTo("TR-4711");
            assertThat(promise.settledBy()).isEqualTo("finance");
        });
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM goodwill_settlement").update())
                .hasMessageContaining("never changed");
    }

    @Test
    void goodwillBeyondItIsDecidedByASuperiorAndWhatIsRefusedIsNotPromised() {
        String life = toRemedy("transport");
        remedy(life, Map.of("remedy", "Sorry", "goodwillKind", "money-back", "goodwillAmount", "1500.00"));

        String approver = steps.task(life, "decide-request").getAssignee();
        assertThat(approver).isNotEqualTo("service");
        assertThat(promised(life)).isEmpty();
        steps.complete(life, "decide-request", approver, Map.of("decision", "reject", "comment", "Too much"));
        steps.runAllJobs(life);
        assertThat(promised(life)).isEmpty();

        remedy(life, Map.of("remedy", "Sorry again", "goodwillKind", "money-back", "goodwillAmount", "900.00"));
        steps.complete(
                life,
                "decide-request",
                steps.task(life, "decide-request").getAssignee(),
                Map.of("decision", "approve"));
        steps.runAllJobs(life);
        assertThat(promised(life)).containsExactly("900.00");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(caseOf(life).number() + "/1")
                        .count())
                .as("what was refused is nobody's task")
                .isZero();
        assertThat(candidates(instanceOf(caseOf(life).number() + "/2", "goodwill-settlement")))
                .containsExactly("finance");
        assertThat(steps.task(life, "confirm-with-customer")).isNotNull();
    }

    @Test
    void manySmallGiftsInOneCaseAreOneLargeOne() {
        String life = toRemedy("transport");
        remedy(life, Map.of("remedy", "Sorry", "goodwillKind", "credit", "goodwillAmount", "150.00"));
        steps.complete(life, "confirm-with-customer", "service", Map.of("solved", "no"));
        remedy(life, Map.of("remedy", "Sorry", "goodwillKind", "credit", "goodwillAmount", "150.00"));

        assertThat(steps.task(life, "decide-request")).isNotNull();
    }

    @Test
    void manySmallGiftsInManyCasesOfOneCustomerAreOneLargeOneToo() {
        String first = toRemedy("transport");
        remedy(first, Map.of("remedy", "Sorry", "goodwillKind", "credit", "goodwillAmount", "150.00"));
        assertThat(promised(first)).containsExactly("150.00");

        String second = toRemedy("advice");
        remedy(second, Map.of("remedy", "Sorry", "goodwillKind", "credit", "goodwillAmount", "150.00"));
        assertThat(steps.task(second, "decide-request")).isNotNull();
        assertThat(promised(second)).isEmpty();

        time.forward(Duration.ofDays(91));
        String later = toRemedy("invoice");
        remedy(later, Map.of("remedy", "Sorry", "goodwillKind", "credit", "goodwillAmount", "150.00"));
        assertThat(promised(later)).as("after three months it counts anew").containsExactly("150.00");
    }

    @Test
    void theSameCauseTwiceOpensOneReviewWithBothCases() {
        String first = toRemedy("invoice");
        assertThat(reviews.ofCase(caseOf(first).number())).isEmpty();

        String second = toRemedy("invoice");
        List<CauseReviews.CauseReview> opened = reviews.ofCase(caseOf(second).number());
        assertThat(opened).singleElement().satisfies(review -> assertThat(review.cases())
                .containsExactly(caseOf(first).number(), caseOf(second).number()));
        String third = toRemedy("invoice");
        assertThat(reviews.ofCase(caseOf(third).number())).singleElement().satisfies(review -> assertThat(
                        review.number())
                .isEqualTo(opened.get(0).number()));
        assertThat(reviews.check(caseOf(third).number())).isEmpty();
        List<Object> shown = new ArrayList<>();
        steps.as(
                "admin",
                () -> shown.add(
                        runtime.getVariable(instanceOf(opened.get(0).number(), "cause-review"), "reviewedCases")));
        assertThat(shown.get(0).toString())
                .as("whoever reviews sees the third one too")
                .contains("/cases/" + caseOf(third).number());

        String other = toRemedy("advice");
        assertThat(reviews.ofCase(caseOf(other).number())).isEmpty();

        String review = instanceOf(opened.get(0).number(), "cause-review");
        steps.complete(
                review,
                "review-cause",
                "service",
                Map.of(
                        "finding",
                        "The price list of the branch is old",
                        "measure",
                        "One price list",
                        "measureOwner",
                        "finance",
                        "measureDueOn",
                        workingTime.today().plusDays(7).toString()));
        assertThat(steps.ended(review)).isTrue();
        assertThat(reviews.get(opened.get(0).number()).measure()).isEqualTo("One price list");

        String measure = instanceOf(opened.get(0).number(), "prevention-measure");
        assertThat(steps.task(measure, "carry-out-measure").getAssignee()).isEqualTo("finance");
        report(measure, "dropped", "The branch is closed", null);
        assertThat(measures.get(opened.get(0).number()).state()).isEqualTo("dropped");

        // what the review decided must have a chance: one complaint more is no repetition yet, two are
        String fourth = toRemedy("invoice");
        assertThat(reviews.ofCase(caseOf(fourth).number())).isEmpty();
        assertThat(reviews.ofCase(caseOf(toRemedy("invoice")).number())).hasSize(1);
    }

    @Test
    void aCauseFromBeforeThePeriodIsNoRepetition() {
        toRemedy("documentation");
        time.forward(Duration.ofDays(200));

        assertThat(reviews.ofCase(caseOf(toRemedy("documentation")).number())).isEmpty();
    }

    private String report(String kind, String severity, @Nullable String product) {
        return process.report(
                        new NewCase(
                                customer.number(),
                                kind,
                                severity,
                                product,
                                "O-2026-000001",
                                "The crane makes a noise",
                                "Ada",
                                null,
                                null),
                        null)
                .processInstanceId();
    }

    private ServiceCase caseOf(String life) {
        steps.runAllJobs(life);
        String number = jdbc.sql("SELECT number FROM service_case WHERE process_instance_id = :life")
                .param("life", life)
                .query(String.class)
                .single();
        return cases.get(number);
    }

    private void answer(String life) {
        steps.runAllJobs(life);
        steps.complete(
                life, "answer-customer", "service", Map.of("caseKind", "complaint", "answer", "We look into it."));
    }

    private String toRemedy(String cause) {
        String life = report("complaint", "high", null);
        answer(life);
        steps.complete(
                life, "contain-damage", "service", Map.of("problem", "It is wrong", "containment", "Stopped it"));
        findCause(life, cause, "Somebody erred");
        return life;
    }

    private void findCause(String life, String category, String... whys) {
        Map<String, Object> values = new HashMap<>();
        values.put("causeCategory", category);
        for (int i = 0; i < whys.length; i++) {
            values.put("why" + (i + 1), whys[i]);
        }
        steps.complete(life, "find-root-cause", "service", values);
        steps.runAllJobs(life);
    }

    private void remedy(String life, Map<String, ?> values) {
        steps.complete(life, "provide-remedy", "service", values);
        steps.runAllJobs(life);
    }

    private String instanceOf(String businessKey, String process) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .processDefinitionKey(process)
                .singleResult()
                .getId();
    }

    private long suspendedTimers(String life, String task) {
        List<Long> counted = new ArrayList<>();
        steps.as(
                "admin",
                () -> counted.add(management
                        .createJobQuery()
                        .processInstanceId(life)
                        .activityId(task)
                        .timers()
                        .suspended()
                        .count()));
        return counted.get(0);
    }

    private List<String> candidates(String settlement) {
        List<String> groups = new ArrayList<>();
        steps.as("admin", () -> taskService
                .getIdentityLinksForTask(
                        steps.task(settlement, "settle-goodwill").getId())
                .forEach(link -> groups.add(link.getGroupId())));
        return groups;
    }

    private void settle(String settlement, LocalDate on) {
        steps.complete(
                settlement,
                "settle-goodwill",
                "finance",
                Map.of("settledOn", on.toString(), "goodwillReference", "TR-4711"));
    }

    private void report(String measure, String outcome, String note, @Nullable LocalDate newDueOn) {
        Map<String, Object> values = new HashMap<>(Map.of("measureOutcome", outcome, "measureNote", note));
        if (newDueOn != null) {
            values.put("measureNewDueOn", newDueOn.toString());
        }
        steps.complete(measure, "carry-out-measure", "finance", values);
    }

    private void prevent(String life, LocalDate dueOn) {
        steps.complete(
                life,
                "plan-prevention",
                "service",
                Map.of(
                        "measure",
                        "Grease at installation",
                        "measureOwner",
                        "service",
                        "measureDueOn",
                        dueOn.toString()));
    }

    private List<String> promised(String life) {
        return jdbc.sql(
                        """
                        SELECT g.amount::text FROM case_goodwill g JOIN service_case c ON c.id = g.case_id
                         WHERE c.process_instance_id = :life ORDER BY g.round
                        """)
                .param("life", life)
                .query(String.class)
                .list();
    }

    private List<String> told(String number) {
        return mailsOf(number, "case-warning").stream()
                .map(WrittenMail::recipientUser)
                .distinct()
                .toList();
    }

    private WrittenMail mail(String number, String template) {
        List<WrittenMail> found = mailsOf(number, template);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<WrittenMail> mailsOf(String number, String template) {
        List<WrittenMail> found = new ArrayList<>();
        steps.as("admin", () -> mailbox.latest().stream()
                .filter(mail -> mail.template().equals(template) && number.equals(mail.reference()))
                .forEach(found::add));
        return found;
    }

    private String link(String number) {
        return mailsOf(number, "case-confirmation").get(0).text().replaceAll("(?s).*/confirm/(\\S+).*", "$1");
    }
}
