package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_CONFIRMED;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.CAUSE_REVIEW;
import static io.tradewind.service.process.ServiceCaseVariables.CLOCK_CHANGED;
import static io.tradewind.service.process.ServiceCaseVariables.REVIEW_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.SAID;
import static io.tradewind.service.process.ServiceCaseVariables.SERVICE_CASE;
import static io.tradewind.service.process.ServiceCaseVariables.SOLVED;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.service.Complaints;
import io.tradewind.service.ConfirmationLink;
import io.tradewind.service.ConfirmationLink.State;
import io.tradewind.service.NewCase;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.service.ServiceClock;
import io.tradewind.service.Severity;
import io.tradewind.service.Survey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The processes {@code service-case}, {@code service-clock} and {@code cause-review} as others see them. */
@Component
@Transactional
public class ServiceCaseProcess {

    private static final int MOST_AT_WORK = 20;

    private final Processes processes;
    private final ServiceCases cases;
    private final ServiceClock clock;
    private final Complaints complaints;
    private final CaseDeadlines deadlines;
    private final ObjectProvider<TaskService> tasks;
    private final Acting acting;

    ServiceCaseProcess(
            Processes processes,
            ServiceCases cases,
            ServiceClock clock,
            Complaints complaints,
            CaseDeadlines deadlines,
            ObjectProvider<TaskService> tasks,
            Acting acting) {
        this.processes = processes;
        this.cases = cases;
        this.clock = clock;
        this.complaints = complaints;
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.acting = acting;
    }

    /**
     * A step of a case that a person has to do now.
     *
     * @param worker user id of who has taken it; null where nobody has yet
     */
    public record AtWork(String step, @Nullable String worker) {}

    /** What people have to do now in a case, for whoever may read the case, the oldest first. */
    @Transactional(readOnly = true)
    public List<AtWork> atWork(String caseNumber) {
        return acting.asSystem(() -> tasks
                .getObject()
                .createTaskQuery()
                .processInstanceBusinessKey(caseNumber)
                .active()
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MOST_AT_WORK)
                .stream()
                .map(task -> new AtWork(task.getName(), task.getAssignee()))
                .toList());
    }

    /** Opens a case and sends it on its way, in one transaction; what {@link ServiceCases#open} says. */
    public ServiceCase report(NewCase given, @Nullable String idempotencyKey) {
        return sendOn(cases.open(given, idempotencyKey, "program"));
    }

    /** Opens the complaint of a bad survey answer and sends it on its way, once per survey. */
    public ServiceCase report(Survey survey) {
        return sendOn(cases.openForSurvey(survey));
    }

    private ServiceCase sendOn(ServiceCase opened) {
        if (opened.processInstanceId() == null) {
            cases.rememberProcess(
                    opened.number(),
                    processes.start(SERVICE_CASE, opened.number(), Map.ofEntries(CASE_NUMBER.of(opened.number()))));
        }
        return cases.get(opened.number());
    }

    /** What {@link ServiceClock#pause} says, and everything that waits for the clock hears of it. */
    public void pause(String caseNumber, String why) {
        clock.pause(caseNumber, why);
        deadlines.move(caseNumber);
        clockChanged(caseNumber);
    }

    /** What {@link ServiceClock#resume} says. */
    public void resume(String caseNumber, @Nullable Instant from) {
        clock.resume(caseNumber, from);
        deadlines.move(caseNumber);
        clockChanged(caseNumber);
    }

    /** What {@link ServiceClock#recordPause} says. */
    public void recordPause(String caseNumber, Instant from, Instant until, String why) {
        clock.recordPause(caseNumber, from, until, why);
        deadlines.move(caseNumber);
        clockChanged(caseNumber);
    }

    /** What {@link ServiceClock#rerate} says. */
    public void rerate(String caseNumber, Severity severity, String why) {
        clock.rerate(caseNumber, severity, why);
        deadlines.move(caseNumber);
        clockChanged(caseNumber);
    }

    /**
     * The process that watches the clock looks again. When nobody waits just now, it is about to look anyway, and sees the
     * change.
     */
    void clockChanged(String caseNumber) {
        processes.correlate(CLOCK_CHANGED, caseNumber, Map.of());
    }

    /**
     * A customer answers behind a link: stored and told to the process in one transaction.
     *
     * @return what the link led to before; only {@code OPEN} means that the answer was taken
     * @throws io.tradewind.engine.Refused if the answer is missing or too long
     */
    public ConfirmationLink confirm(String token, @Nullable Boolean solved, @Nullable String said) {
        ConfirmationLink link = complaints.confirmByLink(token, solved, said);
        if (link.state() == State.OPEN) {
            Map<String, Object> answer = new HashMap<>();
            answer.put(SOLVED.name(), Boolean.TRUE.equals(solved) ? "yes" : "no");
            answer.put(SAID.name(), said == null || said.isBlank() ? null : said.strip());
            processes.correlate(CASE_CONFIRMED, link.known(), answer);
        }
        return link;
    }

    /** Has a person look at the cause of several cases. */
    void review(String reviewNumber) {
        processes.start(CAUSE_REVIEW, reviewNumber, Map.ofEntries(REVIEW_NUMBER.of(reviewNumber)));
    }
}
