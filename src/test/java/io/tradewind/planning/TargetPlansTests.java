package io.tradewind.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.deal.DealWon;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Every test's plans go with its transaction. */
@TradewindTest
@Transactional
class TargetPlansTests {

    private static final String TEAM = "team-melvin-marxen";
    private static final String REP = "darcel-schlecht";

    @Autowired
    private TargetPlans plans;

    @Autowired
    private Replans replans;

    @Autowired
    private Potentials potentials;

    @Autowired
    private People people;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private int year;

    @BeforeEach
    void aYearThatNobodyPlans() {
        year = workingTime.today().getYear() + 5;
    }

    @Test
    void withoutHistoryAndPotentialATargetGoesByTheNumberOfReps() {
        String number = proposed();

        Breakdown plan = plans.breakdown(number);
        assertThat(plan.gaps()).isEmpty();
        assertThat(plan.value(REP, Measure.REVENUE)).isEqualByComparingTo("100000");
        assertThat(plan.value(TEAM, Measure.REVENUE))
                .isEqualByComparingTo(
                        BigDecimal.valueOf(100_000L * (people.team(TEAM).size() - 1)));
        assertThat(why(number, REP)).contains("by number of reps");
    }

    @Test
    void aProposalFollowsWhatWasReachedAndWhatCouldBeAndSaysSo() {
        people.inRole(Roles.SALES_REP).stream()
                .filter(rep -> TEAM.equals(rep.team()))
                .forEach(rep -> won(rep.userId(), rep.userId().equals(REP) ? "3000" : "1000"));
        as("director", () -> {
            potentials.enter(REP, new BigDecimal("100"), "Half of the city is ours already");
            people.inRole(Roles.SALES_REP).stream()
                    .filter(rep -> TEAM.equals(rep.team()) && !rep.userId().equals(REP))
                    .forEach(rep -> potentials.enter(rep.userId(), new BigDecimal("100"), "As the others"));
        });

        String number = proposed();

        Breakdown plan = plans.breakdown(number);
        int reps = people.team(TEAM).size() - 1;
        double share = 0.6 * 3 / (reps + 2) + 0.4 / reps;
        assertThat(plan.value(REP, Measure.REVENUE).doubleValue())
                .isCloseTo(
                        plan.value(TEAM, Measure.REVENUE).doubleValue() * share,
                        org.assertj.core.data.Offset.offset(0.01));
        assertThat(why(number, REP)).contains("60 % by the twelve months before", "40 % by potential");
        assertThat(plan.gaps()).isEmpty();
    }

    @Test
    void withTheSameHistoryAndPotentialTwoRepsAreAskedForTheSame() {
        people.inRole(Roles.SALES_REP).forEach(rep -> won(rep.userId(), "1000"));

        Breakdown plan = plans.breakdown(proposed());

        assertThat(people.inRole(Roles.SALES_REP).stream()
                        .filter(rep -> TEAM.equals(rep.team()))
                        .map(rep ->
                                plan.value(rep.userId(), Measure.REVENUE).setScale(0, java.math.RoundingMode.HALF_UP)))
                .as("to the cent that cannot be halved")
                .hasSizeGreaterThan(2)
                .containsOnly(plan.value(REP, Measure.REVENUE).setScale(0, java.math.RoundingMode.HALF_UP));
    }

    @Test
    void growthIsOnTheTwelveMonthsBefore() {
        won(REP, "1000");
        String number = as(
                "director",
                () -> plans.propose(new NewPlan(
                        year,
                        Map.of(Measure.CASH, money("0"), Measure.MARGIN, money("0"), Measure.NEW_CUSTOMERS, money("0")),
                        new BigDecimal("0.10"),
                        1)));

        assertThat(plans.breakdown(number).value("company", Measure.REVENUE)).isEqualByComparingTo("1100");
    }

    @Test
    void aPublishedVersionBooksWhatItAsksOnceAndNeverChanges() {
        String number = proposed();
        plans.publish(number);
        plans.publish(number);

        assertThat(plans.get(number).version()).isEqualTo(1);
        assertThat(booked("target-revenue", null))
                .isEqualByComparingTo(plans.breakdown(number).value("company", Measure.REVENUE));
        assertThat(booked("target-revenue", REP))
                .isEqualByComparingTo(plans.breakdown(number).value(REP, Measure.REVENUE));
        assertThat(booked("target-customers", null)).isEqualByComparingTo("70");
        for (String sql : List.of(
                "UPDATE target_value SET amount = 1 WHERE plan = ?",
                "DELETE FROM target_node WHERE plan = ?",
                "UPDATE target_plan SET reason = 'x' WHERE number = ?",
                "DELETE FROM target_leaf WHERE plan = ?",
                "UPDATE target_season SET weight = 2 WHERE plan = ?")) {
            assertThatThrownBy(() -> nested(sql, number)).hasMessageContaining("never changed");
        }
        assertThatThrownBy(() -> as("director", () -> plans.spread(number, "company", Measure.REVENUE)))
                .hasMessageContaining("never changes");
        assertThatThrownBy(this::proposed).hasMessageContaining("published already");
    }

    @Test
    void aDraftMayDifferWithinTheToleranceAndAPublishedOneNot() {
        String number = proposed();
        BigDecimal more = plans.breakdown(number).value(REP, Measure.REVENUE).add(money("1000"));
        as("director", () -> plans.change(number, one(REP, Measure.REVENUE, more), false, null, "A reason"));

        assertThat(plans.gaps(number)).singleElement().satisfies(gap -> {
            assertThat(gap.node().key()).isEqualTo(TEAM);
            assertThat(gap.difference()).isEqualByComparingTo("-1000");
        });
        assertThatThrownBy(() -> plans.publish(number))
                .hasMessageContaining("Team Melvin Marxen")
                .hasMessageContaining("1,000.00 are too much");
        assertThatThrownBy(() -> as(
                        "director",
                        () -> plans.change(
                                number, one(REP, Measure.REVENUE, money("900000")), false, null, "A reason")))
                .hasMessageContaining("more than the 5 % a draft may differ");

        as("director", () -> plans.spread(number, "company", Measure.REVENUE));
        assertThat(plans.gaps(number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "darcel-schlecht,  revenue,       -1,               is negative",
        "darcel-schlecht,  revenue,       1e13,             too large",
        "darcel-schlecht,  revenue,       1.001,            more than 2 decimals",
        "darcel-schlecht,  new-customers, 1.5,              Customers are whole",
        "nobody-at-all,    revenue,       1,                There is no 'nobody-at-all'",
    })
    void whatCannotBeMeantChangesNothing(String node, String measure, String amount, String why) {
        String number = proposed();
        Map<String, Map<Measure, BigDecimal>> values = new HashMap<>();
        values.put(TEAM, Map.of(Measure.CASH, plans.breakdown(number).value(TEAM, Measure.CASH)));
        values.put(node, Map.of(Measure.ofCode(measure).orElseThrow(), new BigDecimal(amount)));
        Breakdown before = plans.breakdown(number);

        assertThatThrownBy(() -> as("director", () -> plans.change(number, values, false, null, "A reason")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(why);

        assertThat(plans.breakdown(number).value(REP, Measure.REVENUE)).isEqualTo(before.value(REP, Measure.REVENUE));
    }

    @Test
    void somebodyElsesChangeIsNotOverwritten() {
        String number = proposed();
        int read = plans.get(number).revision();
        as("director", () -> plans.spread(number, "company", Measure.CASH));

        assertThatThrownBy(() -> as(
                        "director",
                        () -> plans.change(
                                number, one(REP, Measure.REVENUE, money("100000")), false, read, "A reason")))
                .hasMessageContaining("changed the plan meanwhile");
    }

    @ParameterizedTest
    @CsvSource({"-1, is past", "6, too far ahead"})
    void onlyTheYearsAheadArePlanned(int from, String why) {
        assertThatThrownBy(() -> as(
                        "director",
                        () -> plans.propose(new NewPlan(workingTime.today().getYear() + from, totals(), null, 1))))
                .hasMessageContaining(why);
    }

    @Test
    void aYearIsPlannedOnce() {
        proposed();

        assertThatThrownBy(this::proposed).hasMessageContaining("being worked on already");
    }

    @Test
    void aLeaverKeepsThePastAndTheRestGoesBackToTheTeam() {
        String first = proposed();
        plans.publish(first);
        BigDecimal had = plans.breakdown(first).value(REP, Measure.REVENUE);
        String change = as("director", () -> replans.replan(year, 7, "Darcel leaves at the end of June"));

        as("director", () -> replans.leave(change, REP));
        plans.publish(change);

        Breakdown after = plans.breakdown(change);
        BigDecimal half = after.value(REP, Measure.REVENUE);
        assertThat(half.doubleValue()).isCloseTo(had.doubleValue() / 2, org.assertj.core.data.Offset.offset(1.0));
        assertThat(after.value("pool:" + TEAM, Measure.REVENUE)).isEqualByComparingTo(had.subtract(half));
        assertThat(after.value(TEAM, Measure.REVENUE))
                .isEqualByComparingTo(plans.breakdown(first).value(TEAM, Measure.REVENUE));
        assertThat(booked("target-revenue", REP)).isEqualByComparingTo(half);
        assertThat(plans.leaves(change).stream().filter(leaf -> REP.equals(leaf.rep())))
                .allMatch(leaf -> leaf.month().getMonthValue() < 7);
        assertThat(plans.leaves(change).stream()
                        .filter(leaf -> leaf.month().getMonthValue() < 7)
                        .map(Leaf::toString)
                        .sorted())
                .containsExactlyElementsOf(plans.leaves(first).stream()
                        .filter(leaf -> leaf.month().getMonthValue() < 7)
                        .map(Leaf::toString)
                        .sorted()
                        .toList());
        assertThat(plans.get(change).version()).isEqualTo(2);
        assertThat(plans.published(year))
                .hasValueSatisfying(plan -> assertThat(plan.number()).isEqualTo(change));
    }

    @Test
    void aJoinerBeginsInTheirMonth() {
        String first = proposed();
        plans.publish(first);
        people.register(
                new Person(
                        "nora-new",
                        "Nora New",
                        "nora-new@tradewind.example",
                        Roles.SALES_REP,
                        "melvin-marxen",
                        TEAM,
                        "region-central",
                        "en",
                        true),
                null);
        String change = as("director", () -> replans.replan(year, 10, "Nora joins in October"));
        as("director", () -> replans.join(change, "nora-new"));
        BigDecimal team = plans.breakdown(change).value(TEAM, Measure.REVENUE);
        as(
                "director",
                () -> plans.change(
                        change,
                        Map.of(
                                "nora-new",
                                Map.of(Measure.REVENUE, money("5000")),
                                REP,
                                Map.of(
                                        Measure.REVENUE,
                                        plans.breakdown(change)
                                                .value(REP, Measure.REVENUE)
                                                .subtract(money("5000")))),
                        false,
                        null,
                        "A reason"));

        plans.publish(change);

        assertThat(plans.leaves(change).stream().filter(leaf -> "nora-new".equals(leaf.rep())))
                .hasSize(3)
                .allMatch(leaf -> leaf.month().getMonthValue() >= 10);
        assertThat(booked("target-revenue", "nora-new")).isEqualByComparingTo("5000");
        assertThat(plans.breakdown(change).value(TEAM, Measure.REVENUE)).isEqualByComparingTo(team);
        assertThatThrownBy(() -> as("director", () -> replans.replan(year, 1, " ")))
                .hasMessageContaining("Say why");
    }

    @Test
    void aKeyCustomerIsAPartOfItsRep() {
        String number = proposed();
        long customer = customers.all().get(0).id();
        as(
                "director",
                () -> plans.nameCustomer(number, REP, customers.all().get(0).name()));
        assertThatThrownBy(() -> as(
                        "director",
                        () -> plans.nameCustomer(
                                number, REP, customers.all().get(0).name())))
                .hasMessageContaining("key customer in this plan already");
        as(
                "director",
                () -> plans.change(
                        number, one(REP + ":" + customer, Measure.REVENUE, money("40000")), false, null, "A reason"));
        plans.publish(number);

        assertThat(jdbc.queryForObject(
                        "SELECT sum(amount) FROM kpi_fact WHERE kind = 'target-revenue' AND document LIKE 'TP-%' AND customer_id = ?"
                                + " AND extract(year FROM business_date) = ?",
                        BigDecimal.class, customer, year))
                .isEqualByComparingTo("40000");
        assertThat(booked("target-revenue", REP)).isEqualByComparingTo("100000");
    }

    @Test
    void productsMakeUpAHundredPerCent() {
        String number = proposed();

        assertThatThrownBy(() ->
                        as("director", () -> plans.mix(number, "company", Map.of("gtx-pro", new BigDecimal("0.5")))))
                .hasMessageContaining("add up to 50 %");
        assertThatThrownBy(() -> as("director", () -> plans.mix(number, "company", Map.of("no-such", BigDecimal.ONE))))
                .isInstanceOf(Refused.class);

        as(
                "director",
                () -> plans.mix(
                        number,
                        "company",
                        Map.of("gtx-pro", new BigDecimal("0.7"), "mg-special", new BigDecimal("0.3"))));
        plans.publish(number);
        assertThat(jdbc.queryForObject(
                        "SELECT sum(amount) FROM kpi_fact WHERE kind = 'target-revenue' AND product = 'mg-special'"
                                + " AND extract(year FROM business_date) = ?",
                        BigDecimal.class,
                        year))
                .isCloseTo(new BigDecimal("1050000"), org.assertj.core.data.Offset.offset(new BigDecimal("5")));
    }

    @Test
    void aManagerChangesTheOwnTeamWhenItIsAskedAndNothingElse() {
        String number = proposed();
        assertThatThrownBy(() -> as(
                        "melvin-marxen",
                        () -> plans.change(number, one(REP, Measure.REVENUE, money("1")), false, null, "A reason")))
                .hasMessageContaining("cannot be changed by you now");
        plans.hand(number, TargetPlan.State.TEAMS);

        assertThatThrownBy(() -> as(
                        "melvin-marxen",
                        () -> plans.change(
                                number, one("lajuana-vencill", Measure.REVENUE, money("1")), false, null, "A reason")))
                .hasMessageContaining("not part of your own team");
        assertThatThrownBy(() -> as(
                        "melvin-marxen",
                        () -> plans.change(number, one(TEAM, Measure.REVENUE, money("1")), false, null, "A reason")))
                .hasMessageContaining("set by the director");
        assertThatThrownBy(() -> as(
                        "director",
                        () -> plans.change(number, one(REP, Measure.REVENUE, money("1")), false, null, "A reason")))
                .hasMessageContaining("cannot be changed by you now");
        assertThatThrownBy(() -> as(
                        REP,
                        () -> plans.change(number, one(REP, Measure.REVENUE, money("1")), false, null, "A reason")))
                .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
        as(
                "melvin-marxen",
                () -> plans.change(number, one(REP, Measure.REVENUE, money("100100")), false, null, "A reason"));
        assertThat(plans.breakdown(number).value(REP, Measure.REVENUE)).isEqualByComparingTo("100100");
    }

    private String proposed() {
        return as("director", () -> plans.propose(new NewPlan(year, totals(), null, 2)));
    }

    private Map<Measure, BigDecimal> totals() {
        int reps = people.inRole(Roles.SALES_REP).size();
        return Map.of(
                Measure.REVENUE, money(String.valueOf(100_000 * reps)),
                Measure.CASH, money(String.valueOf(90_000 * reps)),
                Measure.MARGIN, money(String.valueOf(40_000 * reps)),
                Measure.NEW_CUSTOMERS, BigDecimal.valueOf(2L * reps));
    }

    private void won(String rep, String amount) {
        LocalDate lastMonth = workingTime.today().withDayOfMonth(1).minusDays(1);
        events.publishEvent(new DealWon(
                "D-history-" + rep,
                rep,
                customers.all().get(0).id(),
                "gtx-pro",
                money(amount),
                money(amount),
                money("1"),
                "USD",
                null,
                lastMonth));
    }

    private @Nullable BigDecimal booked(String kind, @Nullable String rep) {
        return jdbc.queryForObject(
                "SELECT sum(amount) FROM kpi_fact WHERE kind = ? AND extract(year FROM business_date) = ?"
                        + (rep == null ? "" : " AND rep = '" + rep + "'"),
                BigDecimal.class,
                kind,
                year);
    }

    private String why(String number, String node) {
        return plans.proposals(number).stream()
                .filter(value -> value.node().equals(node) && value.measure() == Measure.REVENUE)
                .findFirst()
                .orElseThrow()
                .why();
    }

    private void nested(String sql, String number) {
        TransactionTemplate own =
                new TransactionTemplate(java.util.Objects.requireNonNull(transaction.getTransactionManager()));
        own.setPropagationBehavior(org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED);
        own.executeWithoutResult(step -> jdbc.update(sql, number));
    }

    private static Map<String, Map<Measure, BigDecimal>> one(String node, Measure measure, BigDecimal amount) {
        return Map.of(node, Map.of(measure, amount));
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    private void as(String user, Runnable work) {
        steps.as(user, work);
    }

    private <T> T as(String user, java.util.function.Supplier<T> work) {
        List<T> result = new java.util.ArrayList<>();
        steps.as(user, () -> result.add(work.get()));
        return result.get(0);
    }
}
