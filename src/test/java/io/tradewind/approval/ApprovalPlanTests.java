package io.tradewind.approval;

import static io.tradewind.approval.ApprovalFixtures.creditReleaseOf;
import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.approval.Authorities.Manner;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Roles;
import io.tradewind.organization.StandIns;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Who is asked by the demo company's tables and reporting line; what a test changes is rolled back. */
@TradewindTest
@Transactional
class ApprovalPlanTests {

    @Autowired
    private ApprovalPlanner planner;

    @Autowired
    private Authorities authorities;

    @Autowired
    private People people;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private StandIns standIns;

    @Autowired
    private Acting acting;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void insideOnesOwnAuthorityNobodyIsAsked() {
        ApprovalPlan plan = planner.plan(discountOf("0.05").build());

        assertThat(plan.ownAuthority()).isTrue();
        assertThat(plan.rule()).isEqualTo("Within the authority of Darcel Schlecht (sales rep).");
    }

    @Test
    void beyondItTheFirstSuperiorWhoseAuthoritySufficesIsAskedAndNobodyBelow() {
        assertThat(asked(discountOf("0.0501"))).containsExactly("melvin-marxen");
        assertThat(asked(discountOf("0.21"))).containsExactly("director");
        assertThat(asked(discountOf("0.31"))).containsExactly("gm");
    }

    @Test
    void thePlanNamesTheRulesForWhichSomebodyIsAskedWithoutTheNumbers() {
        ApprovalRule discount = new ApprovalRule("Discount beyond the limit of sales reps", false);
        assertThat(planner.plan(discountOf("0.05").build()).rules()).isEmpty();
        assertThat(planner.plan(discountOf("0.12").build()).rules()).containsExactly(discount);
        assertThat(planner.plan(discountOf("0.31").build()).rules()).containsExactly(discount);
        assertThat(planner.plan(discountOf("0.12").measure("belowFloor", "1").build())
                        .rules())
                .containsExactly(discount, new ApprovalRule("The price is below the floor price.", true));
        assertThat(planner.plan(discountOf("0.01").measure("margin", "0.2").build())
                        .rules())
                .contains(new ApprovalRule("Margin below the limit of sales reps", true));
        assertThat(planner.discreetPlan(
                                discountOf("0.12").measure("belowFloor", "1").build())
                        .rules())
                .isEmpty();
        assertThat(new ApprovalPlanner(
                                new Rules((role, request) -> Optional.empty(), List.of(), Optional.of("finance")),
                                people,
                                standIns)
                        .plan(discountOf("0.12").build())
                        .rules())
                .containsExactly(new ApprovalRule("No authority for sales reps", false));
    }

    @Test
    void theRuleTellsTheLimitAndNeverTheMargin() {
        assertThat(first(discountOf("0.12")).rule())
                .isEqualTo("Beyond what sales reps may decide: discount 12 % is above the limit of 5 %;"
                        + " Melvin Marxen (sales manager) is the first up the reporting line who may decide it.");
        assertThat(first(discountOf("0.01").measure("margin", "0.351234")).rule())
                .startsWith("Beyond what sales reps may decide: the margin is too low;")
                .doesNotContain("35");
    }

    @Test
    void aManagersOwnRequestGoesUpFromTheManager() {
        assertThat(asked(discountOf("0.20").by("melvin-marxen"))).isEmpty();
        assertThat(asked(discountOf("0.21").by("melvin-marxen"))).containsExactly("director");
    }

    @Test
    void countersignersAreAskedAtTheSameTime() {
        ApprovalPlan plan =
                planner.plan(discountOf("0.12").measure("belowFloor", "1").build());

        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.steps().get(0).approvers())
                .extracting(PlannedApprover::userId)
                .containsExactly("melvin-marxen", "finance");
    }

    @Test
    void belowFloorFinanceIsAskedEvenInsideOnesOwnAuthority() {
        assertThat(asked(discountOf("0.01").measure("belowFloor", "1"))).containsExactly("finance");
    }

    @Test
    void whoeverAsksDoesNotCountersign() {
        // the general manager is the one above finance
        ApprovalPlan plan = planner.plan(
                discountOf("0.01").measure("belowFloor", "1").by("finance").build());

        assertThat(plan.approvers()).extracting(PlannedApprover::userId).containsExactly("gm");
        assertThat(plan.approvers().get(0).rule())
                .contains("no rule gives the role finance any authority")
                .contains("below the floor price")
                .contains("since Fiona Hale is the one who asks");
    }

    @Test
    void samePersonTwiceIsAskedOnceForBothReasons() {
        jdbc.sql("UPDATE person SET role = 'finance' WHERE user_id = 'director'")
                .update();
        jdbc.sql("UPDATE person SET active = false WHERE user_id = 'finance'").update();
        ApprovalPlan plan = new ApprovalPlanner(allowing("finance"), people, standIns)
                .plan(discountOf("0.12").build());

        assertThat(plan.approvers()).extracting(PlannedApprover::userId).containsExactly("director");
        assertThat(plan.approvers().get(0).rule()).contains("reporting line").contains("Because it is so.");
    }

    @Test
    void aLeaverIsPassedOver() {
        jdbc.sql("UPDATE person SET active = false WHERE user_id = 'melvin-marxen'")
                .update();

        assertThat(asked(discountOf("0.12"))).containsExactly("director");
        assertThat(first(discountOf("0.12")).rule()).contains("since Melvin Marxen has left");
    }

    @Test
    void whoIsAbsentIsPassedOver() {
        absent("melvin-marxen");

        assertThat(asked(discountOf("0.12"))).containsExactly("director");
        assertThat(first(discountOf("0.12")).rule()).contains("since Melvin Marxen is absent");
    }

    @Test
    void anAbsentCountersignerIsStoodInForByTheSuperior() {
        absent("finance");

        assertThat(asked(discountOf("0.12").measure("belowFloor", "1"))).containsExactly("melvin-marxen", "gm");
    }

    @Test
    void anEmptyCountersignRoleGoesToTheFallback() {
        jdbc.sql("UPDATE person SET active = false WHERE user_id = 'finance'").update();
        ApprovalPlanner planner =
                new ApprovalPlanner(countersignedBy("finance", Optional.of("legal")), people, standIns);

        ApprovalPlan plan = planner.plan(discountOf("0.12").build());

        assertThat(plan.approvers()).extracting(PlannedApprover::userId).contains("legal");
        assertThat(plan.approvers()).anySatisfy(approver -> assertThat(approver.rule())
                .contains("nobody in the role finance can countersign; in that case"));
    }

    @Test
    void aReportingLineThatRunsInACircleEndsAtTheGeneralManager() {
        jdbc.sql("UPDATE person SET manager = 'darcel-schlecht' WHERE user_id = 'melvin-marxen'")
                .update();

        assertThat(asked(discountOf("0.12"))).containsExactly("melvin-marxen");
        assertThat(asked(discountOf("0.25"))).containsExactly("gm");
        assertThat(first(discountOf("0.25")).rule())
                .contains("nobody up the reporting line can decide it; the general manager decides");
    }

    @Test
    void aGapInTheTableMeansTheHighestRoleDecides() {
        Authorities gap = limitedTo(role -> Optional.empty());

        ApprovalPlan plan = new ApprovalPlanner(gap, people, standIns)
                .plan(discountOf("0.01").build());

        assertThat(plan.approvers()).extracting(PlannedApprover::userId).containsExactly("gm");
        assertThat(plan.rule()).contains("no rule gives the role sales rep any authority");
    }

    @Test
    void aGapForOneRoleIsClimbedOver() {
        Authorities gap = limitedTo(role -> role.equals(Roles.SALES_MANAGER) ? Optional.empty() : upTo("0.30"));

        assertThat(new ApprovalPlanner(gap, people, standIns)
                        .plan(discountOf("0.12").by("melvin-marxen").build())
                        .approvers())
                .extracting(PlannedApprover::userId)
                .containsExactly("director");
    }

    @Test
    void whatTheGeneralManagerMayNotDecideAloneGoesToTheFallback() {
        ApprovalPlan plan = planner.plan(discountOf("1.01").by("gm").build());

        assertThat(plan.approvers()).extracting(PlannedApprover::userId).containsExactly("finance");
        assertThat(plan.approvers().get(0).rule()).contains("; in that case ");
    }

    @Test
    void nobodyAtAllIsAPlainRefusal() {
        absent("finance");

        assertThatThrownBy(() -> planner.plan(discountOf("1.01").by("gm").build()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("There is nobody who may decide this request")
                .hasMessageContaining("Fiona Hale is absent");
    }

    @Test
    void anUnknownRequesterIsRefused() {
        assertThatThrownBy(() -> planner.plan(discountOf("0.01").by("nobody").build()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void whereRulesOverlapTheNarrowestLimitCounts() {
        Authorities overlap = tables((table, inputs) -> List.of(
                Map.of("maxDiscount", 0.10, "minMargin", 0.2), Map.of("maxDiscount", 0.02), Map.of("minMargin", 0.3)));

        Authority authority =
                overlap.of("sales-rep", discountOf("0.05").build()).orElseThrow();

        assertThat(authority.limits())
                .containsExactlyInAnyOrder(
                        new Authority.Limit("discount", true, new BigDecimal("0.02")),
                        new Authority.Limit("margin", false, new BigDecimal("0.3")));
    }

    @Test
    void severalSeriesAreHeldToTheNarrowestLimitOfAll() {
        Authorities strictForMg = tables((table, inputs) ->
                List.of(Map.of("maxDiscount", "MG".equals(inputs.get("productSeries")) ? 0.02 : 0.10)));

        assertThat(mayGrant(strictForMg, discountOf("0.05").input("productSeries", "GTX")))
                .isTrue();
        assertThat(mayGrant(strictForMg, discountOf("0.05").input("productSeries", "GTX", "MG")))
                .isFalse();
    }

    @Test
    void oneSeriesWithoutARuleIsAGapForAllOfThem() {
        Authorities nothingForMg = tables((table, inputs) ->
                "MG".equals(inputs.get("productSeries")) ? List.of() : List.of(Map.of("maxDiscount", 0.10)));

        assertThat(mayGrant(nothingForMg, discountOf("0.05").input("productSeries", "GTX", "MG")))
                .isFalse();
    }

    @Test
    void aCreditReleaseClimbsByAmountAndFinanceCountersigns() {
        assertThat(asked(creditReleaseOf("49000"))).containsExactly("melvin-marxen", "finance");
        assertThat(asked(creditReleaseOf("60000"))).containsExactly("director", "finance");
        assertThat(asked(creditReleaseOf("300000"))).containsExactly("gm", "finance");
    }

    @Test
    void aRoleThatSignsInOrderIsAskedWhenTheOthersHaveAgreed() {
        ApprovalPlan plan = planned(
                countersign("finance", Manner.TOGETHER, 1),
                countersign("legal", Manner.IN_ORDER, 1),
                countersign("product", Manner.IN_ORDER, 1));

        assertThat(plan.steps()).extracting(ApprovalStep::number).containsExactly(1, 2, 3);
        assertThat(plan.steps())
                .extracting(ApprovalStep::mode)
                .containsExactly(ApprovalStep.Mode.ALL_OF, ApprovalStep.Mode.IN_ORDER, ApprovalStep.Mode.IN_ORDER);
        assertThat(plan.approvers())
                .extracting(PlannedApprover::userId)
                .containsExactly("melvin-marxen", "finance", "legal", "product");
    }

    @Test
    void oneOfAllOfAndRatioAskEverybodyOfTheRoleWhoIsHere() {
        absent("summer-sewald");

        int here = people.inRole(Roles.SALES_MANAGER).size() - 1;
        Map<Manner, Integer> needed = Map.of(Manner.ONE_OF, 1, Manner.ALL_OF, here, Manner.RATIO, (here + 1) / 2);
        needed.forEach((manner, least) -> {
            // nobody but the role is asked: it is within the own authority
            ApprovalPlan plan = new ApprovalPlanner(
                            new Rules(
                                    authorities::of,
                                    List.of(countersign(Roles.SALES_MANAGER, manner, 0.5)),
                                    Optional.of("finance")),
                            people,
                            standIns)
                    .plan(discountOf("0.01").build());
            assertThat(plan.steps()).hasSize(1);
            assertThat(plan.approvers())
                    .extracting(PlannedApprover::userId)
                    .hasSize(here)
                    .doesNotContain("summer-sewald");
            assertThat(plan.steps().get(0).needed()).as(manner.name()).isEqualTo(least);
            assertThat(plan.approvers().get(0).rule()).isEqualTo("Because it is so.");
        });
    }

    @Test
    void whoMustAgreeAnywayCountsForTheirRoleToo() {
        // the superior is a sales manager: the one of them who is needed
        assertThat(planned(countersign(Roles.SALES_MANAGER, Manner.ONE_OF, 1)).steps())
                .hasSize(1);

        ApprovalPlan plan = planned(countersign(Roles.SALES_MANAGER, Manner.RATIO, 0.5));
        int all = people.inRole(Roles.SALES_MANAGER).size();
        assertThat(plan.steps().get(1).needed()).isEqualTo((int) Math.ceil(all * 0.5) - 1);
    }

    @Test
    void aShareIsRoundedUpAndNeverNobody() {
        int all = people.inRole(Roles.SALES_REP).size();

        assertThat(planned(countersign(Roles.SALES_REP, Manner.RATIO, 0.01)).steps())
                .last()
                .extracting(ApprovalStep::needed)
                .isEqualTo(1);
        assertThat(planned(countersign(Roles.SALES_REP, Manner.RATIO, 1)).steps())
                .last()
                .extracting(ApprovalStep::needed)
                .isEqualTo(all - 1); // all but the one who asks
    }

    @Test
    void anEmptyRoleIsStoodInForWhateverTheMode() {
        absent("legal");

        ApprovalPlan plan = planned(countersign("legal", Manner.ONE_OF, 1));

        assertThat(plan.steps().get(1).mode()).isEqualTo(ApprovalStep.Mode.IN_ORDER);
        assertThat(plan.approvers()).hasSize(2);
    }

    private ApprovalPlan planned(Authorities.Countersign... countersigns) {
        return new ApprovalPlanner(
                        new Rules(authorities::of, List.of(countersigns), Optional.of("finance")), people, standIns)
                .plan(discountOf("0.12").build());
    }

    private static Authorities.Countersign countersign(String role, Manner manner, double share) {
        return new Authorities.Countersign(role, "Because it is so.", manner, share, Set.of());
    }

    private List<String> asked(ApprovalFixtures.RequestBuilder request) {
        return planner.plan(request.build()).approvers().stream()
                .map(PlannedApprover::userId)
                .toList();
    }

    private PlannedApprover first(ApprovalFixtures.RequestBuilder request) {
        return planner.plan(request.build()).approvers().get(0);
    }

    private void absent(String userId) {
        jdbc.sql("INSERT INTO absence (user_id, from_day, to_day) VALUES (:userId, :today, :today)")
                .param("userId", userId)
                .param("today", workingTime.today())
                .update();
    }

    private static Optional<Authority> upTo(String discount) {
        return Optional.of(new Authority(List.of(new Authority.Limit("discount", true, new BigDecimal(discount)))));
    }

    private Authorities limitedTo(Function<String, Optional<Authority>> byRole) {
        return new Rules((role, request) -> byRole.apply(role), List.of(), Optional.of("finance"));
    }

    private Authorities tables(DecisionTables tables) {
        return new AuthorityTables(tables, acting);
    }

    private static boolean mayGrant(Authorities rules, ApprovalFixtures.RequestBuilder builder) {
        ApprovalRequest request = builder.build();
        return rules.of("sales-rep", request)
                .map(authority -> authority.exceededBy(request).isEmpty())
                .orElse(false);
    }

    private Authorities countersignedBy(String role, Optional<String> fallback) {
        return new Rules(authorities::of, List.of(new Authorities.Countersign(role, "Because it is so.")), fallback);
    }

    private Authorities allowing(String role) {
        return new Rules(
                (candidate, request) -> candidate.equals(role) ? upTo("1") : Optional.empty(),
                List.of(new Authorities.Countersign(role, "Because it is so.")),
                Optional.empty());
    }

    /** Tables a process owner might write. */
    private record Rules(
            BiFunction<String, ApprovalRequest, Optional<Authority>> byRole,
            List<Countersign> countersigners,
            Optional<String> fallback)
            implements Authorities {
        @Override
        public Optional<Authority> of(String role, ApprovalRequest request) {
            return byRole.apply(role, request);
        }

        @Override
        public List<Countersign> countersigns(ApprovalRequest request) {
            return countersigners;
        }

        @Override
        public Repeats repeats(ApprovalRequest request) {
            return new Repeats(5, true);
        }

        @Override
        public Optional<String> fallbackRole(ApprovalRequest request) {
            return fallback;
        }
    }
}
