package io.tradewind.planning;

import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The mails about targets: to whoever is asked, and to whoever has new ones. Nobody reads of a margin who may not. */
@Component
class PlanMails {

    private final PlanRows rows;
    private final Mails mails;
    private final People people;

    PlanMails(PlanRows rows, Mails mails, People people) {
        this.rows = rows;
        this.mails = mails;
        this.people = people;
    }

    /**
     * To whoever has the task.
     *
     * @param to the one asked, or their delegate
     */
    void asked(TargetPlan plan, Person asked, String to, String target) {
        mails.write(new Mail(
                "target-asked:" + plan.number() + ":" + plan.round() + ":" + asked.userId(),
                "target-asked",
                Recipient.user(to),
                Map.of(
                        "year", plan.year(),
                        "number", plan.number(),
                        "currency", plan.currency(),
                        "team", asked.role().equals(Roles.SALES_MANAGER),
                        "forWhom", to.equals(asked.userId()) ? "" : asked.name(),
                        "target", target,
                        "silenceAgrees", !asked.role().equals(Roles.SALES_MANAGER)),
                null,
                plan.number()));
    }

    /** A first version to everybody with a target; a change only to those whose numbers it changed. */
    void published(TargetPlan plan) {
        Breakdown now = rows.breakdown(plan.number());
        Breakdown before = plan.changes() == null ? null : rows.breakdown(plan.changes());
        for (Person person : people.all()) {
            String place = person.role().equals(Roles.SALES_MANAGER)
                    ? Objects.requireNonNullElse(person.team(), "")
                    : person.userId();
            if (person.active() && now.node(place).isPresent()) {
                List<String> lines = before == null
                        ? values(now, place, person)
                        : changes(Objects.requireNonNull(before), now, place, person);
                if (!lines.isEmpty()) {
                    write(plan, person, lines);
                }
            }
        }
    }

    private void write(TargetPlan plan, Person person, List<String> lines) {
        String template = plan.isReplan() ? "targets-changed" : "targets-published";
        Map<String, Object> model = new HashMap<>();
        model.put("year", plan.year());
        model.put("number", plan.number());
        model.put("version", Objects.requireNonNullElse(plan.version(), 1));
        model.put("currency", plan.currency());
        model.put("lines", lines);
        model.put("reason", Objects.requireNonNullElse(plan.reason(), ""));
        mails.write(new Mail(
                template + ":" + plan.number() + ":" + person.userId(),
                template,
                Recipient.user(person.userId()),
                model,
                null,
                plan.number()));
    }

    private static List<String> values(Breakdown now, String place, Person person) {
        return measures(person).stream()
                .map(measure -> measure.title() + " " + measure.shown(now.value(place, measure)))
                .toList();
    }

    /** One line for each place of theirs: for a manager the team and everybody in it. */
    private static List<String> changes(Breakdown before, Breakdown now, String top, Person person) {
        return now.nodes().stream()
                .filter(node -> now.isWithin(node.key(), top))
                .map(node -> Map.entry(
                        node.name(),
                        measures(person).stream()
                                .filter(measure -> changed(before, now, node.key(), measure))
                                .map(measure -> measure.title() + " "
                                        + measure.shown(before.value(node.key(), measure)) + " → "
                                        + measure.shown(now.value(node.key(), measure)))
                                .collect(Collectors.joining(", "))))
                .filter(line -> !line.getValue().isEmpty())
                .map(line -> line.getKey() + ": " + line.getValue())
                .toList();
    }

    private static boolean changed(Breakdown before, Breakdown now, String node, Measure measure) {
        return before.value(node, measure).compareTo(now.value(node, measure)) != 0;
    }

    private static List<Measure> measures(Person person) {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure != Measure.MARGIN || !person.role().equals(Roles.SALES_REP))
                .toList();
    }
}
