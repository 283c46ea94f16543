package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.PLAN_BRIEFING;
import static io.tradewind.planning.process.SalesPlanningVariables.PLAN_NUMBER;
import static io.tradewind.planning.process.SalesPlanningVariables.SUBJECT;

import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.planning.TargetRounds;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** What the tasks about a plan show. Nothing of one person's target: those who are asked read it too. */
@Component
class PlanScreen {

    private static final int MOST_LINES = 20;

    private final TargetPlans plans;
    private final TargetRounds rounds;
    private final People people;

    PlanScreen(TargetPlans plans, TargetRounds rounds, People people) {
        this.plans = plans;
        this.rounds = rounds;
        this.people = people;
    }

    void refresh(VariableScope scope) {
        TargetPlan plan = plans.get(PLAN_NUMBER.get(scope));
        PLAN_BRIEFING.set(
                scope,
                "Targets of **%d**, plan %s, round %d of %d."
                        .formatted(plan.year(), plan.number(), plan.round(), plan.mostRounds()));
        SUBJECT.set(scope, subject(plan));
    }

    /** Whose targets of which year, for the list of tasks; as short as its columns are. */
    String subject(String number, String person) {
        return people.find(person).map(Person::name).orElse(person) + ", "
                + plans.get(number).year();
    }

    private static String subject(TargetPlan plan) {
        return "Targets " + plan.year() + ", round " + plan.round();
    }

    /** For the director alone. */
    String objections(String number) {
        TargetPlan plan = plans.get(number);
        String lines = rounds.voices(number).stream()
                .filter(TargetRounds.Voice::open)
                .limit(MOST_LINES)
                .map(voice ->
                        "- " + people.find(voice.person()).map(Person::name).orElse(voice.person()) + " (round "
                                + voice.round() + ") was asked for " + voice.seen() + " and would agree to **"
                                + voice.counter() + "**. " + cut(voice.reason()))
                .collect(Collectors.joining("\n"));
        return lines.isEmpty()
                ? "Nobody has objected so far."
                : "Objections in plan " + plan.number() + ":\n\n" + lines;
    }

    private static String cut(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
