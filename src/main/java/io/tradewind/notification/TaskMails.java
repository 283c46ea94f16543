package io.tradewind.notification;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who is told that a task waits, and who that it is late. */
@Component
public class TaskMails {

    /** More are not reminded of one task: whoever is not among them sees it in Tasklist anyway. */
    private static final int MOST_REMINDED = 10;

    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm '('VV')'");

    private final Mails mails;
    private final People people;
    private final WorkingTime workingTime;
    private final ZoneId zone;

    TaskMails(
            Mails mails, People people, WorkingTime workingTime, @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.mails = mails;
        this.people = people;
        this.workingTime = workingTime;
        this.zone = zone;
    }

    /**
     * A task that waits for somebody.
     *
     * @param reference number of the document it is about
     * @param owner whose task it is, while the assignee stands in for them
     * @param candidateGroups roles and teams that may claim it
     * @param candidateUsers people who may claim it
     */
    public record WaitingTask(
            String id,
            String name,
            @Nullable String reference,
            @Nullable String customerName,
            @Nullable Long customerId,
            @Nullable Instant dueAt,
            @Nullable String assignee,
            @Nullable String owner,
            Collection<String> candidateGroups,
            Collection<String> candidateUsers) {}

    /** One mail to whom the task belongs; if it is nobody's, to those who are here and may claim it. */
    public void remind(WaitingTask task) {
        if (task.assignee() != null) {
            write("remind:" + task.id(), "task-reminder", task.assignee(), task, "");
        } else {
            candidates(task).stream()
                    .filter(person -> people.present(person.userId(), workingTime.today()))
                    .limit(MOST_REMINDED)
                    .forEach(person -> write(
                            "remind:" + task.id() + ":" + person.userId(), "task-reminder", person.userId(), task, ""));
        }
    }

    /**
     * One mail to the nearest superior who is here: of the assignee, or the nearest whom all who may claim the task have
     * in common. Nobody above them: the administrators' business.
     *
     * @return who was told
     */
    public Optional<String> escalate(WaitingTask task) {
        Optional<String> told = superior(task).map(Person::userId);
        told.ifPresent(userId -> write(
                "escalate:" + task.id(),
                "task-escalation",
                userId,
                task,
                task.assignee() == null
                        ? ""
                        : nameOf(task.assignee()) + (task.owner() == null ? "" : ", for " + nameOf(task.owner()))));
        return told;
    }

    private Optional<Person> superior(WaitingTask task) {
        List<Person> line = lineAbove(task);
        return Stream.concat(
                        line.stream().filter(person -> people.present(person.userId(), workingTime.today())),
                        Stream.concat(line.stream(), people.inRole(Roles.ADMIN).stream()))
                .filter(Person::active)
                .findFirst();
    }

    /** Who may take it over: those above whose task it is, not above who only stands in. */
    private List<Person> lineAbove(WaitingTask task) {
        if (task.assignee() == null) {
            return commonLine(candidates(task));
        }
        return people.reportingLine(task.owner() == null ? task.assignee() : task.owner()).stream()
                .filter(superior -> !superior.userId().equals(task.assignee()))
                .toList();
    }

    private List<Person> commonLine(List<Person> candidates) {
        List<Person> common = null;
        for (Person candidate : candidates) {
            List<Person> line = people.reportingLine(candidate.userId());
            common = common == null
                    ? line
                    : common.stream().filter(line::contains).toList();
        }
        return common == null ? List.of() : common;
    }

    private List<Person> candidates(WaitingTask task) {
        Map<String, Person> found = new HashMap<>();
        for (String group : task.candidateGroups()) {
            Stream.concat(people.inRole(group).stream(), people.team(group).stream())
                    .forEach(person -> found.put(person.userId(), person));
        }
        task.candidateUsers().forEach(userId -> people.find(userId).ifPresent(person -> found.put(userId, person)));
        return new ArrayList<>(found.values().stream()
                .filter(Person::active)
                .sorted(java.util.Comparator.comparing(Person::userId))
                .toList());
    }

    private void write(String cause, String template, String userId, WaitingTask task, String waitsFor) {
        if (people.find(userId).isEmpty()) {
            return; // an engine user whom the organization does not know, such as the first administrator
        }
        mails.writeUnlessMany(new Mail(
                cause,
                template,
                Recipient.user(userId),
                Map.of(
                        "task",
                        task.name(),
                        "reference",
                        task.reference() == null ? "" : task.reference(),
                        "customer",
                        task.customerName() == null ? "" : task.customerName(),
                        "due",
                        task.dueAt() == null ? "" : DUE.format(task.dueAt().atZone(zone)),
                        "waitsFor",
                        waitsFor,
                        "taskId",
                        task.id()),
                task.customerId(),
                task.reference()));
    }

    private String nameOf(String userId) {
        return people.find(userId).map(Person::name).orElse(userId);
    }
}
