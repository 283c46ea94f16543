package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.approval.ApprovalDecided;
import io.tradewind.approval.ApprovalFixtures;
import io.tradewind.approval.ApprovalRequested;
import io.tradewind.approval.ApprovalRule;
import io.tradewind.approval.Approvals;
import io.tradewind.collection.PaymentReceived;
import io.tradewind.deal.DealLost;
import io.tradewind.deal.DealWon;
import io.tradewind.order.CreditNoteIssued;
import io.tradewind.order.Instalment;
import io.tradewind.order.InvoiceIssued;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.service.CaseAnswered;
import io.tradewind.service.CaseResolved;
import io.tradewind.service.SurveyAnswered;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Every test's facts go with its transaction. */
@TradewindTest
@Transactional
class FactsTests {

    private static final LocalDate FRIDAY = LocalDate.of(2031, 3, 7);
    private static final LocalDate MONDAY = LocalDate.of(2031, 3, 10);
    private static final List<String> BOTH_RULES =
            List.of("null 1", "Discount beyond the limit of sales reps 1", "The price is below the floor price. 1");
    private static final Selection THAT_WEEK = new Selection(FRIDAY, MONDAY.plusDays(4), Map.of());

    @Autowired
    private FactListeners listeners;

    @Autowired
    private Figures figures;

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalTimes approvalTimes;

    @Autowired
    private People people;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aFactIsNeverChangedNorDeleted() {
        listeners.on(won("D-1", "1000"));

        assertThatThrownBy(() -> nested("UPDATE kpi_fact SET amount = 2")).hasMessageContaining("never changed");
        assertThatThrownBy(() -> nested("DELETE FROM kpi_fact")).hasMessageContaining("never changed");
        assertThatThrownBy(() -> nested("TRUNCATE kpi_fact")).hasMessageContaining("never changed");
    }

    @Test
    void theSameCauseIsTheSameFact() {
        listeners.on(won("D-1", "1000"));
        listeners.on(won("D-1", "9999"));

        assertThat(total("deals-won")).isEqualTo(BigDecimal.ONE);
        assertThat(total("revenue")).isEqualTo("1000.00");
    }

    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void aFactIsForgottenWithTheStepThatFailed() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(step -> {
                    listeners.on(won("D-rolled-back", "1000"));
                    throw new IllegalStateException("the step fails");
                }))
                .hasMessage("the step fails");

        assertThat(jdbc.queryForObject("SELECT count(*) FROM kpi_fact WHERE document = 'D-rolled-back'", Long.class))
                .isZero();
    }

    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void aFactWithoutAStepIsRefused() {
        assertThatThrownBy(() -> listeners.on(won("D-1", "1000"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aFactKeepsTheTeamAndRegionOfItsDay() {
        listeners.on(won("D-1", "1000"));
        Person rep = people.get("darcel-schlecht");
        jdbc.update(
                "UPDATE person SET team = 'team-cara-losch', region = 'region-east' WHERE user_id = ?", rep.userId());

        assertThat(rows("revenue", Dimension.TEAM)).isEqualTo(Map.of("team-melvin-marxen", "1000.00"));
        assertThat(rows("revenue", Dimension.REGION)).isEqualTo(Map.of("region-central", "1000.00"));
    }

    @Test
    void theWorkingDaysOfADealLeaveTheWeekendOut() {
        listeners.on(won("D-1", "1000"));

        assertThat(total("sales-cycle")).isEqualTo(new BigDecimal("1.0"));
    }

    @Test
    void aLostDealCountsAgainstTheRateAndNotTowardsTheRevenue() {
        listeners.on(won("D-1", "1000"));
        listeners.on(
                new DealLost("D-2", "darcel-schlecht", null, null, "price", null, money("500"), "USD", FRIDAY, MONDAY));

        assertThat(total("win-rate")).isEqualTo(new BigDecimal("0.500000"));
        assertThat(total("revenue")).isEqualTo("1000.00");
        assertThat(total("conversion-rate")).isEqualTo(new BigDecimal("0.500000"));
    }

    @Test
    void anAmountInAnotherCurrencyIsLeftOutAndCounted() {
        long before = figures.dealsInOtherCurrencies();
        listeners.on(won("D-1", "1000"));
        listeners.on(new DealWon(
                "D-2", "darcel-schlecht", 1L, "gtx-pro", money("7"), money("7"), money("3"), "JPY", FRIDAY, MONDAY));

        assertThat(total("revenue")).isEqualTo("1000.00");
        assertThat(figures.dealsInOtherCurrencies()).isEqualTo(before + 1);
    }

    @Test
    void anApprovalTakesTheWorkingHoursBetweenRequestAndDecision() {
        Instant fridayAtFive = Instant.parse("2031-03-07T17:00:00Z");
        Instant mondayAtTen = Instant.parse("2031-03-10T10:30:00Z");
        listeners.on(new ApprovalRequested(-7, "discount", "D-1", "darcel-schlecht", fridayAtFive, List.of()));
        listeners.on(
                new ApprovalDecided(-7, "discount", "D-1", "approved", "melvin-marxen", fridayAtFive, mondayAtTen));

        assertThat(total("approval-time")).isEqualTo(new BigDecimal("2.50"));
        assertThat(rows("approval-time", Dimension.REP)).isEqualTo(Map.of("darcel-schlecht", new BigDecimal("2.50")));
    }

    @Test
    void aDiscountBelowTheFloorCountsUnderBothItsRulesOnce() {
        long id = approvals.open(
                ApprovalFixtures.discountOf("0.12").measure("belowFloor", "1").build());
        decided(id);

        assertThat(byRule(Sight.EVERYTHING)).isEqualTo(BOTH_RULES);
        assertThat(byRule(new Sight(Dimension.REP, "darcel-schlecht", false)))
                .containsExactly("null 1", "Discount beyond the limit of sales reps 1");

        listeners.on(new ApprovalRequested(
                id,
                "discount",
                "D-1",
                "darcel-schlecht",
                Instant.parse("2031-03-07T17:00:00Z"),
                List.of(
                        new ApprovalRule("Discount beyond the limit of sales reps", false),
                        new ApprovalRule("The price is below the floor price.", true))));
        decided(id);
        assertThat(byRule(Sight.EVERYTHING)).isEqualTo(BOTH_RULES);
        assertThatThrownBy(() -> nested("DELETE FROM kpi_approval_rule")).hasMessageContaining("never changed");
        assertThatThrownBy(() -> nested("TRUNCATE kpi_approval_rule")).hasMessageContaining("never changed");
    }

    @Test
    void rulesOfOlderApprovalsAreReadFromTheirPlansOnlyWhereThoseTell() throws Exception {
        long both = approvals.open(
                ApprovalFixtures.discountOf("0.12").measure("belowFloor", "1").build());
        long low = approvals.open(
                ApprovalFixtures.discountOf("0.12").measure("margin", "0.35").build());
        List<Map<String, Object>> told = rulesOf(both, low);
        assertThat(told).hasSizeGreaterThanOrEqualTo(4);
        jdbc.execute("ALTER TABLE kpi_approval_rule DISABLE TRIGGER USER");
        jdbc.execute("DELETE FROM kpi_approval_rule");
        // as rules were worded then
        jdbc.update(
                """
                UPDATE approval_seat
                   SET rule = regexp_replace(rule, '^Beyond what (sales reps) may decide: discount ([^;]*);',
                                             'Discount \\2 (the limit of \\1);')
                 WHERE approval_id IN (?, ?)
                """,
                both,
                low);
        // their bounds were rows of their own
        jdbc.update(
                """
                INSERT INTO approval_bound (approval_id, measure, value)
                SELECT a.id, b.key, b.value::numeric
                FROM approval a CROSS JOIN jsonb_each_text(a.bounds) b WHERE a.id IN (?, ?)
                """,
                both,
                low);

        String migration = new ClassPathResource(
                        "db/migration/V213__kpi__remember_by_which_rules_approvals_were_asked.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        jdbc.execute(
                migration.substring(migration.indexOf("CREATE TEMPORARY TABLE"), migration.indexOf("CREATE FUNCTION")));

        assertThat(rulesOf(both, low)).isEqualTo(told);
    }

    private List<Map<String, Object>> rulesOf(long... ids) {
        return jdbc.queryForList(
                "SELECT * FROM kpi_approval_rule WHERE approval_id IN (?, ?) ORDER BY approval_id, rule",
                ids[0],
                ids[1]);
    }

    private void decided(long id) {
        listeners.on(new ApprovalDecided(
                id,
                "discount",
                "D-1",
                "approved",
                "melvin-marxen",
                Instant.parse("2031-03-07T17:00:00Z"),
                Instant.parse("2031-03-10T10:30:00Z")));
    }

    private List<String> byRule(Sight sight) {
        return approvalTimes.of(THAT_WEEK, ApprovalTimes.By.RULE, sight).stream()
                .map(row -> row.key() + " " + row.n())
                .toList();
    }

    @Test
    void whatIsPaidOfAnInvoiceCountsInThePeriodTheInvoiceIsDue() {
        LocalDate issued = FRIDAY.minusDays(30);
        listeners.on(new InvoiceIssued(
                "I-1",
                "O-1",
                1L,
                "darcel-schlecht",
                money("300"),
                "USD",
                issued,
                FRIDAY,
                List.of(new Instalment(1, money("300"), FRIDAY))));
        listeners.on(new InvoiceIssued(
                "I-2",
                "O-1",
                1L,
                "darcel-schlecht",
                money("100"),
                "USD",
                issued,
                MONDAY,
                List.of(new Instalment(1, money("100"), MONDAY))));
        listeners.on(new PaymentReceived(-1, -11, "I-1", 1L, "darcel-schlecht", money("60"), "USD", FRIDAY, List.of()));
        listeners.on(new PaymentReceived(
                -2, -12, "I-1", 1L, "darcel-schlecht", money("40"), "USD", FRIDAY.plusDays(90), List.of()));

        assertThat(total("collection-rate")).isEqualTo(new BigDecimal("0.250000"));
    }

    @Test
    void aCreditNoteTakesBackWhatItsInvoiceAskedOnce() {
        LocalDate issued = FRIDAY.minusDays(30);
        listeners.on(new InvoiceIssued(
                "I-1",
                "O-1",
                1L,
                "darcel-schlecht",
                money("300"),
                "USD",
                issued,
                FRIDAY,
                List.of(new Instalment(1, money("300"), FRIDAY))));
        listeners.on(
                new PaymentReceived(-1, -11, "I-1", 1L, "darcel-schlecht", money("100"), "USD", FRIDAY, List.of()));
        for (int again = 0; again < 2; again++) {
            listeners.on(new CreditNoteIssued(
                    "CN-1",
                    "I-1",
                    "O-1",
                    1L,
                    "darcel-schlecht",
                    money("100"),
                    "USD",
                    MONDAY,
                    FRIDAY,
                    List.of(new CreditNoteIssued.Part(FRIDAY, money("100")))));
        }

        assertThat(total("invoiced"))
                .as("it counts on its own day; the invoice was before")
                .isEqualTo("-100.00");
        assertThat(total("collection-rate")).as("100 of 200").isEqualTo(new BigDecimal("0.500000"));

        listeners.on(new CreditNoteIssued(
                "CN-2",
                "I-1",
                "O-1",
                1L,
                "darcel-schlecht",
                money("150"),
                "USD",
                MONDAY,
                FRIDAY,
                List.of(new CreditNoteIssued.Part(FRIDAY, money("150")))));

        assertThat(total("collection-rate"))
                .as("more than was asked is no better than all of it")
                .isEqualTo(new BigDecimal("1.000000"));
    }

    @Test
    void eachInstalmentCountsWhenItIsDueAndThePaymentGoesToTheFirst() {
        listeners.on(new InvoiceIssued(
                "I-3",
                "O-1",
                1L,
                "darcel-schlecht",
                money("300"),
                "USD",
                FRIDAY.minusDays(30),
                FRIDAY.plusDays(60),
                List.of(
                        new Instalment(1, money("100"), FRIDAY),
                        new Instalment(2, money("200"), FRIDAY.plusDays(60)))));
        listeners.on(new PaymentReceived(
                -3,
                -13,
                "I-3",
                1L,
                "darcel-schlecht",
                money("150"),
                "USD",
                FRIDAY,
                List.of(
                        new PaymentReceived.Part(FRIDAY, money("100")),
                        new PaymentReceived.Part(FRIDAY.plusDays(60), money("50")))));

        assertThat(total("collection-rate")).isEqualTo(new BigDecimal("1.000000"));

        listeners.on(new PaymentReceived(
                -4,
                -14,
                "I-3",
                1L,
                "darcel-schlecht",
                money("-75"),
                "USD",
                FRIDAY,
                List.of(
                        new PaymentReceived.Part(FRIDAY.plusDays(60), money("-50")),
                        new PaymentReceived.Part(FRIDAY, money("-25")))));
        assertThat(total("collection-rate")).isEqualTo(new BigDecimal("0.750000"));
    }

    @Test
    void surveysGiveTheMeanAndThePromoters() {
        int[] scores = {10, 9, 8, 5};
        for (int i = 0; i < scores.length; i++) {
            listeners.on(new SurveyAnswered(-1 - i, 1L, "darcel-schlecht", scores[i], MONDAY));
        }

        assertThat(total("customer-satisfaction")).isEqualTo(new BigDecimal("80.0"));
        assertThat(total("promoter-score")).isEqualTo(new BigDecimal("25.0"));
    }

    @Test
    void casesWithinTheirServiceLevelCountTowardsCompliance() {
        for (int i = 0; i < 4; i++) {
            listeners.on(new CaseAnswered(
                    "S-2031-%06d".formatted(i), 1L, "darcel-schlecht", "gtx-pro", i < 3, BigDecimal.ONE, MONDAY));
        }
        listeners.on(new CaseResolved("S-2031-000000", 1L, null, null, false, BigDecimal.TEN, MONDAY));

        assertThat(new BigDecimal(String.valueOf(total("first-response-compliance"))))
                .isEqualByComparingTo("0.75");
        assertThat(new BigDecimal(String.valueOf(total("resolution-compliance"))))
                .isEqualByComparingTo("0");
    }

    private DealWon won(String number, String agreed) {
        return new DealWon(
                number,
                "darcel-schlecht",
                1L,
                "gtx-pro",
                money(agreed),
                money("2000"),
                money("800"),
                "USD",
                FRIDAY,
                MONDAY);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    private Object total(String figure) {
        return figures.answer(figure, THAT_WEEK, null, Sight.EVERYTHING)
                .orElseThrow()
                .total();
    }

    private Map<String, Object> rows(String figure, Dimension by) {
        return figures.answer(figure, THAT_WEEK, by, Sight.EVERYTHING).orElseThrow().rows().stream()
                .collect(java.util.stream.Collectors.toMap(FigureAnswer.Row::key, row -> row.value()));
    }

    /** A savepoint keeps the test's transaction alive after the refusal. */
    private void nested(String sql) {
        TransactionTemplate savepoint = new TransactionTemplate(transaction.getTransactionManager());
        savepoint.setPropagationBehavior(org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED);
        savepoint.executeWithoutResult(step -> jdbc.execute(sql));
    }
}
