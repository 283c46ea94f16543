package io.tradewind.deal;

import static io.tradewind.deal.DealFixtures.REP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.organization.People;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class DealTests {

    @Autowired
    private Deals deals;

    @Autowired
    private DealFixtures fixtures;

    @Autowired
    private People people;

    @Autowired
    private ApplicationEvents events;

    @Test
    void aLeadOpensOneDealHoweverOftenItIsAsked() {
        NewDeal wanted = new NewDeal("L-" + UUID.randomUUID(), REP, null, "GTXPro", null, null, null);

        Deal first = deals.open(wanted);
        Deal again = deals.open(wanted);

        assertThat(again).isEqualTo(first);
        assertThat(first.number()).matches("D-\\d{4}-\\d{6}");
        assertThat(first.expectedValue()).as("list price, as nobody said").isEqualTo("4821.00");
        assertThat(events.stream(DealOpened.class)).hasSize(1);
    }

    @Test
    void aDealIsLostOnceAndForAReason() {
        Deal lost = fixtures.lost();

        deals.lose(lost.number(), "price", null, null);

        assertThat(events.stream(DealLost.class)).hasSize(1);
        assertThatThrownBy(() -> deals.lose(fixtures.engaged().number(), "weather", null, null))
                .hasMessageContaining("Say why the deal is lost");
        assertThatThrownBy(() -> deals.win(lost.number())).hasMessageContaining("already lost");
    }

    @Test
    void theFunnelWeighsOpenDealsByStageWithinItsScope() {
        String rep = "zane-levy";
        BigDecimal before = weighted(DealScope.rep(rep));
        deals.open(new NewDeal(null, rep, null, null, new BigDecimal("1000.00"), "USD", null));

        assertThat(deals.funnel(DealScope.rep(rep)))
                .filteredOn(stage -> stage.stage() == Stage.PROSPECTING)
                .singleElement()
                .satisfies(stage -> assertThat(stage.probability()).isEqualByComparingTo("0.1"));
        assertThat(weighted(DealScope.rep(rep)).subtract(before)).isEqualByComparingTo("100.00");
        assertThat(weighted(new DealScope("region-nowhere", null, rep))).isZero();
        assertThat(weighted(
                        new DealScope(people.get(rep).region(), people.get(rep).team(), rep)))
                .isEqualByComparingTo(weighted(DealScope.rep(rep)));
        assertThat(weighted(DealScope.ALL)).isGreaterThanOrEqualTo(weighted(DealScope.rep(rep)));
    }

    @Test
    void closedDealsComeInWithTheirDatesAndTheCatalogsPrices() {
        String won = UUID.randomUUID().toString();
        String lost = UUID.randomUUID().toString();

        List<ImportOutcome> outcomes = deals.importClosed(
                List.of(closed(won, Stage.WON, fixtures.customer().id(), "4514"), closed(lost, Stage.LOST, null, "0")));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.added()).isTrue());
        Deal deal = deals.get(outcomes.get(0).dealNumber());
        assertThat(deal.agreedPrice()).isEqualTo("4514.00");
        assertThat(deal.listPrice()).isEqualTo("4821.00");
        assertThat(deal.cost()).isEqualTo("2651.55");
        assertThat(deal.qualifiedOn()).isEqualTo(LocalDate.of(2016, 10, 25));
        assertThat(events.stream(DealWon.class))
                .extracting(DealWon::closedOn)
                .containsExactly(LocalDate.of(2017, 3, 11));
        assertThat(events.stream(DealLost.class)).singleElement().satisfies(fact -> {
            assertThat(fact.reason()).isEqualTo("unknown");
            assertThat(fact.expectedValue()).isEqualTo("4821.00");
        });
    }

    @Test
    void aKnownExternalIdIsNotTakenInTwice() {
        ImportedDeal row = closed(
                UUID.randomUUID().toString(), Stage.WON, fixtures.customer().id(), "4514");

        List<ImportOutcome> twins = deals.importClosed(List.of(row, row));
        List<ImportOutcome> again = deals.importClosed(List.of(row));

        assertThat(twins).extracting(ImportOutcome::added).containsExactly(true, false);
        assertThat(again).extracting(ImportOutcome::added).containsExactly(false);
        assertThat(again.get(0).dealNumber()).isEqualTo(twins.get(0).dealNumber());
        assertThat(events.stream(DealWon.class)).hasSize(1);
    }

    @Test
    void aBadRowIsRejectedWithItsReasonAndHurtsNoOther() {
        ImportedDeal good = closed(
                UUID.randomUUID().toString(), Stage.WON, fixtures.customer().id(), "4514");
        LocalDate day = LocalDate.of(2017, 3, 11);

        List<ImportOutcome> outcomes = deals.importClosed(List.of(
                closed(UUID.randomUUID().toString(), Stage.WON, null, "4514"),
                closed(
                        UUID.randomUUID().toString(),
                        Stage.WON,
                        fixtures.customer().id(),
                        "-1"),
                new ImportedDeal(
                        "x-" + UUID.randomUUID(),
                        "nobody-here",
                        null,
                        null,
                        Stage.LOST,
                        null,
                        day,
                        null,
                        null,
                        null,
                        null),
                new ImportedDeal(
                        "y-" + UUID.randomUUID(),
                        REP,
                        null,
                        null,
                        Stage.LOST,
                        day.plusDays(1),
                        day,
                        null,
                        null,
                        null,
                        null),
                closed(UUID.randomUUID().toString(), Stage.ENGAGING, null, "1"),
                good));

        assertThat(outcomes)
                .extracting(ImportOutcome::rejected)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("needs its customer"),
                        reason -> assertThat(reason).contains("not below zero"),
                        reason -> assertThat(reason).contains("nobody-here"),
                        reason -> assertThat(reason).contains("before it was opened"),
                        reason -> assertThat(reason).contains("not closed"),
                        reason -> assertThat(reason).isNull());
        assertThat(outcomes.get(5).added()).isTrue();
    }

    private BigDecimal weighted(DealScope scope) {
        return deals.funnel(scope).stream().map(FunnelStage::weightedValue).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static ImportedDeal closed(String externalId, Stage stage, @Nullable Long customerId, String value) {
        return new ImportedDeal(
                externalId,
                REP,
                customerId,
                "GTXPro",
                stage,
                LocalDate.of(2016, 10, 25),
                LocalDate.of(2017, 3, 11),
                new BigDecimal(value),
                null,
                null,
                null);
    }
}
