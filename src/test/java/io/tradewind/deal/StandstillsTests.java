package io.tradewind.deal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.DecisionDrafts;
import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Each test's deals go with its transaction. */
@TradewindTest
@Transactional
class StandstillsTests {

    private static final String REP = "garret-kinder";

    @Autowired
    private Deals deals;

    @Autowired
    private JdbcDeals advanced;

    @Autowired
    private Standstills standstills;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DealTable table;

    @Autowired
    private DecisionTables tables;

    @Autowired
    private DecisionDrafts drafts;

    @Autowired
    private WorkingTime workingTime;

    @Test
    void aDealOfAnotherSystemStandsStillSinceThatOneOpenedItUntilItMovesHere() {
        String old = opened(LocalDate.of(2017, 3, 1), "100");
        String young = opened(workingTime.today(), "100");

        assertThat(standing()).contains(old).doesNotContain(young);

        advanced.advance(old, Stage.QUOTATION, null);
        assertThat(standing()).doesNotContain(old);
    }

    @Test
    void whatIsKeptMovesAndWhatIsDecidedLaterIsLeftAlone() {
        String kept = opened(LocalDate.of(2017, 3, 1), "100");
        String later = opened(LocalDate.of(2017, 3, 1), "100");

        assertThat(standstills.ask(kept))
                .hasValueSatisfying(why -> assertThat(why).endsWith("is proposed."));
        assertThat(standstills.ask(kept)).as("asked once").isEmpty();
        standstills.keep(kept, "They build a new hall");
        deals.expectDecision(later, workingTime.today().plusDays(1));

        assertThat(standing()).doesNotContain(kept, later);
    }

    @Test
    void aRepIsAskedSoMuchADayAndNothingWhileTooMuchIsUnanswered() {
        List<String> old = java.util.stream.IntStream.range(0, 5)
                .mapToObj(n -> opened(LocalDate.of(2017, 3, 1), "100"))
                .toList();
        int before = 100_000 - standstills.questionsLeft(REP);

        assertThat(old.stream()
                        .filter(deal -> asking(before + 2, 100_000).ask(deal).isPresent()))
                .hasSize(2);
        assertThat(asking(100_000, 2).questionsLeft(REP)).isZero();
        assertThat(old.stream()
                        .filter(deal -> asking(before + 4, 100_000).ask(deal).isPresent()))
                .as("two more, none of them twice")
                .hasSize(2);
    }

    @Test
    void thoseToBeClosedComeFirstThenTheMostValuable() {
        String month = opened(workingTime.today().minusDays(40), "5000");
        String small = opened(LocalDate.of(2017, 3, 1), "10");
        String large = opened(LocalDate.of(2017, 3, 1), "9000");

        assertThat(standing()).containsSubsequence(large, small, month);
    }

    private Standstills asking(int aDay, int unanswered) {
        return new Standstills(jdbc, deals, table, tables, drafts, workingTime, aDay, unanswered);
    }

    private List<String> standing() {
        return standstills.standing(List.of(REP)).stream()
                .map(Standstills.StandingDeal::number)
                .toList();
    }

    private String opened(LocalDate on, String value) {
        return deals.importOpen(List.of(new ImportedDeal(
                        UUID.randomUUID().toString(),
                        REP,
                        null,
                        "GTXPro",
                        Stage.ENGAGING,
                        on,
                        null,
                        new BigDecimal(value),
                        null,
                        null,
                        null)))
                .get(0)
                .dealNumber();
    }
}
