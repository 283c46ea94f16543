package io.tradewind.planning;

import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.engine.variables.Shown;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.planning.TargetPlan.State;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcTargetRounds implements TargetRounds {

    private static final int LONGEST_REASON = 2000;

    private static final String SAY =
            """
            INSERT INTO target_voice (plan, node, round, person, agrees, seen, counter, reason, said_at)
            VALUES (:plan, :node, :round, :person, :agrees, :seen, :counter, :reason, :at)
            """;

    /** What each said last. */
    private static final String LATEST =
            """
            SELECT DISTINCT ON (node) node, round, person, agrees, seen, counter, reason, said_at, NOT agrees AS open
              FROM target_voice WHERE plan = :plan
             ORDER BY node, round DESC
            """;

    /** An objection of the last round is open, whatever was said before it is answered. */
    private static final String VOICES =
            """
            SELECT node, round, person, agrees, seen, counter, reason, said_at,
                   NOT agrees AND round = max(round) OVER () AS open
              FROM target_voice WHERE plan = :plan
             ORDER BY id DESC
            """;

    private final JdbcClient jdbc;
    private final PlanRows rows;
    private final People people;
    private final PlanMails mails;
    private final Clock clock;

    JdbcTargetRounds(JdbcClient jdbc, PlanRows rows, People people, PlanMails mails, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.people = people;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public void putToTeams(String number) {
        TargetPlan plan = rows.locked(number);
        if (plan.state() == State.DRAFT) {
            JdbcTargetPlans.mustAddUp(rows.breakdown(number));
            rows.state(number, State.TEAMS);
        }
    }

    @Override
    public List<String> managersToAsk(String number) {
        Breakdown breakdown = rows.breakdown(number);
        Set<String> settled = settled(number, breakdown);
        return people.inRole(Roles.SALES_MANAGER).stream()
                .filter(manager -> manager.team() != null
                        && breakdown.node(manager.team()).isPresent()
                        && !settled.contains(manager.team()))
                .collect(Collectors.toMap(Person::team, Person::userId, (first, second) -> first))
                .values()
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public void putToReps(String number) {
        rows.state(rows.locked(number).number(), State.REPS);
    }

    @Override
    public List<String> repsToAsk(String number) {
        Breakdown breakdown = rows.breakdown(number);
        Set<String> settled = settled(number, breakdown);
        return breakdown.nodes().stream()
                .filter(node -> node.kind() == NodeKind.REP && !settled.contains(node.key()))
                .map(TargetNode::key)
                .filter(rep -> people.find(rep).filter(Person::active).isPresent())
                .toList();
    }

    /** Who agreed, in any round, to exactly what is asked now. */
    private Set<String> settled(String number, Breakdown breakdown) {
        return latest(number).stream()
                .filter(voice -> voice.agrees() && voice.seen().equals(asked(breakdown, voice.node())))
                .map(Voice::node)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** No margin for a rep, who could work out from it what our goods cost. */
    private static String asked(Breakdown breakdown, String node) {
        boolean rep = breakdown.node(node).filter(n -> n.kind() == NodeKind.REP).isPresent();
        return words(
                Arrays.stream(Measure.values())
                        .filter(measure -> measure != Measure.MARGIN || !rep)
                        .toList(),
                breakdown.node(node).isEmpty()
                        ? Map.of()
                        : Arrays.stream(Measure.values())
                                .collect(Collectors.toMap(m -> m, m -> breakdown.value(node, m))));
    }

    private static String words(List<Measure> measures, Map<Measure, BigDecimal> values) {
        return measures.stream()
                .filter(values::containsKey)
                .map(measure -> measure.title() + " " + measure.shown(values.get(measure)))
                .collect(Collectors.joining("; "));
    }

    @Override
    public String ask(String number, String person, String holder) {
        Person asked = people.get(person);
        String target = asked(rows.breakdown(number), node(asked));
        mails.asked(rows.find(number).orElseThrow(), asked, holder, target);
        return target;
    }

    @Override
    public void answer(
            String number, String person, boolean agrees, Map<Measure, BigDecimal> counter, @Nullable String reason) {
        TargetPlan plan = rows.locked(number);
        Person asked = people.get(person);
        String node = node(asked);
        Breakdown breakdown = rows.breakdown(number);
        TargetNode place = breakdown
                .node(node)
                .orElseThrow(() -> new Refused("Nothing is asked of you in the plan " + number + "."));
        counter.forEach((measure, amount) -> measure.checked(field(measure), place.name(), amount));
        if (!agrees && counter.isEmpty()) {
            throw new Refused("counterRevenue", "Say what you would agree to instead: at least one number.");
        }
        if (!agrees && (reason == null || reason.isBlank())) {
            throw new Refused("objectionReason", "Say why. The director decides by your reason, not by your word.");
        }
        if (reason != null && (reason.length() > LONGEST_REASON || !Texts.clean(reason))) {
            throw new Refused("objectionReason", "Say it in at most " + LONGEST_REASON + " characters.");
        }
        breakdown.gaps().stream()
                .filter(gap -> breakdown.isWithin(gap.node().key(), node))
                .findFirst()
                .ifPresent(gap -> {
                    throw new Refused(
                            "agrees",
                            "%s of %s does not add up yet: %s %s. Correct it on the page Targets first."
                                    .formatted(
                                            gap.measure().title(),
                                            gap.node().name(),
                                            Shown.money(gap.difference().abs()),
                                            gap.difference().signum() > 0 ? "are missing" : "are too much"));
                });
        jdbc.sql(SAY)
                .param("plan", number)
                .param("node", node)
                .param("round", plan.round())
                .param("person", person)
                .param("agrees", agrees)
                .param("seen", asked(breakdown, node))
                .param("counter", agrees ? "" : words(List.of(Measure.values()), counter))
                .param("reason", reason == null || reason.isBlank() ? null : reason.strip())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** As the form of the task names it. */
    private static String field(Measure measure) {
        return switch (measure) {
            case REVENUE -> "counterRevenue";
            case CASH -> "counterCash";
            case MARGIN -> "counterMargin";
            case NEW_CUSTOMERS -> "counterNewCustomers";
        };
    }

    /** A manager speaks for the team, a rep for themselves. */
    private static String node(Person person) {
        return person.role().equals(Roles.SALES_MANAGER) ? String.valueOf(person.team()) : person.userId();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Voice> voices(String number) {
        return jdbc.sql(VOICES).param("plan", number).query(Voice.class).list();
    }

    private List<Voice> latest(String number) {
        return jdbc.sql(LATEST).param("plan", number).query(Voice.class).list();
    }

    @Override
    public Outcome weigh(String number) {
        TargetPlan plan = rows.locked(number);
        int objections = (int) latest(number).stream()
                .filter(voice -> voice.round() == plan.round() && !voice.agrees())
                .count();
        if (objections > 0) {
            rows.state(number, State.DRAFT);
        }
        return new Outcome(objections, plan.round() < plan.mostRounds());
    }

    @Override
    public void again(String number) {
        rows.round(number, rows.locked(number).round() + 1);
    }
}
