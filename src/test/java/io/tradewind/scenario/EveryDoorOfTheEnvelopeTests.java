package io.tradewind.scenario;

import static io.tradewind.deal.DealFixtures.MANAGER;
import static io.tradewind.deal.DealFixtures.REP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.Approvals;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractTerms;
import io.tradewind.contract.ContractWork;
import io.tradewind.deal.CustomerAnswer;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealFixtures;
import io.tradewind.deal.Deals;
import io.tradewind.deal.PriceApprovals;
import io.tradewind.deal.Quotation;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import io.tradewind.engine.Processes;
import io.tradewind.engine.Refused;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A rep had 12 % agreed by the manager. By no door does more than that leave the house: each is tried here. Not there yet, so
 * not tried: copying a quotation or a deal. An order takes over what the contract says; its own change is asked about by the
 * order, not by this agreement.
 */
@TradewindTest
class EveryDoorOfTheEnvelopeTests {

    @Autowired
    private DealFixtures fixtures;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private PriceApprovals prices;

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalDesk desk;

    @Autowired
    private ContractWork contracts;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private MutableClock clock;

    @Autowired
    private Web web;

    private Deal deal;

    @BeforeEach
    void twelvePercentAreAgreed() {
        deal = fixtures.engaged();
        write(deal, "12");
        long approval = asked(deal, 1).orElseThrow();
        Map<String, Object> in =
                Map.of("dealNumber", deal.number(), "quotationVersion", 1L, "rep", REP, "approvalId", approval);
        String chain = processes.start("approval-chain", deal.number(), in);
        steps.as(MANAGER, () -> desk.answer(approval, Answer.APPROVE, null));
        steps.runAllJobs(chain);
        assertThat(prices.settle(deal.number(), 1)).isEqualTo("approved");
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void theForm() {
        write(deal, "12");
        assertThat(asked(deal, 2)).as("no worse").isEmpty();
        assertThat(prices.settle(deal.number(), 2)).isEqualTo("approved");

        write(deal, "12.1");
        assertThat(asked(deal, 3)).as("a tenth more").isPresent();
        assertThat(prices.settle(deal.number(), 3)).isNotEqualTo("approved");
    }

    @Test
    void longerPaymentInTheForm() {
        steps.as(
                REP,
                () -> quotations.write(
                        deal.number(),
                        new QuotationDraft(
                                null,
                                List.of(new QuotationDraft.Line("gtx-pro", 1, new BigDecimal("12"))),
                                60,
                                fixtures.draft("gtx-pro", 1, "12").deliveryDate(),
                                fixtures.draft("gtx-pro", 1, "12").validUntil())));

        assertThat(asked(deal, 2)).isPresent();
    }

    @Test
    void theApi() {
        for (String path : List.of("/quotations", "/quotations/1", "/quotations/1/approve", "/price", "")) {
            for (String verb : List.of("POST", "PUT", "PATCH")) {
                assertThat(web.program(REP)
                                .send(
                                        verb,
                                        "/api/deals/" + deal.number() + path,
                                        "application/json",
                                        "{\"discount\": 0.4, \"state\": \"approved\"}")
                                .statusCode())
                        .as(verb + " " + path)
                        .isIn(404, 405, 403);
            }
        }
        web.program(REP)
                .post(
                        "/api/deals/" + deal.number() + "/quotation-preview",
                        "{\"lines\": [{\"product\": \"gtx-pro\", \"quantity\": 1, \"discount\": 40}]}");
        assertThat(deals.quotations(deal.number()))
                .as("a preview keeps nothing")
                .hasSize(1);
    }

    @Test
    void anotherDealThoughItLooksTheSame() {
        Deal twin = fixtures.engaged();
        write(twin, "12");

        assertThat(asked(twin, 1)).isPresent();
        assertThat(prices.settle(twin.number(), 1)).isNotEqualTo("approved");
    }

    @Test
    void anImportedDealComesWithoutAnyAgreement() {
        Approval agreed =
                approvals.latest(PriceApprovals.KIND, deal.number() + " v1").orElseThrow();

        // whatever another system says was agreed: a deal of its own begins without bounds
        assertThat(approvals.covers(
                        PriceApprovals.KIND,
                        "D-1999-999999",
                        agreed.request().measures(),
                        agreed.request().inputs(),
                        LocalDate.now(clock)))
                .isFalse();
    }

    @Test
    void aReopenedQuotationAfterTheAgreementHasRunOut() {
        clock.forward(Duration.ofDays(60));
        write(deal, "12");

        assertThat(asked(deal, 2)).isPresent();
    }

    @Test
    void anUnapprovedVersionIsNotAccepted() {
        write(deal, "20");

        assertThatThrownBy(() -> quotations.answer(deal.number(), 2, CustomerAnswer.ACCEPTED, null))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> quotations.answer(deal.number(), 1, CustomerAnswer.ACCEPTED, null))
                .as("and the agreed one is no longer in play")
                .isInstanceOf(Refused.class);
    }

    @Test
    void theContract() {
        quotations.answer(deal.number(), 1, CustomerAnswer.ACCEPTED, null);
        deals.win(deal.number());
        Contract contract = contracts.draft(deal.number(), fixtures.customer().id(), REP);

        assertThat(contract.total())
                .isEqualByComparingTo(quotations.get(deal.number(), 1).total());
        for (String plan : List.of("100 % after 31 days", "99 % after 0 days, 1 % after 365 days")) {
            assertThatThrownBy(() -> contracts.settle(contract.number(), terms(30, plan)))
                    .as(plan)
                    .isInstanceOf(Refused.class);
        }
        assertThatThrownBy(() -> contracts.settle(contract.number(), terms(31, null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no more were approved");
    }

    @Test
    void theOrderHasNoDoorForAPrice() {
        for (String path : List.of("/api/orders", "/api/orders/O-1999-000001", "/api/contracts/C-1999-000001")) {
            for (String verb : List.of("POST", "PUT", "PATCH")) {
                assertThat(web.program(REP)
                                .send(verb, path, "application/json", "{\"amount\": 1, \"discount\": 0.9}")
                                .statusCode())
                        .as(verb + " " + path)
                        .isIn(404, 405, 403);
            }
        }
    }

    private ContractTerms terms(int paymentDays, @Nullable String plan) {
        return new ContractTerms(LocalDate.now(clock), 12, 30, paymentDays, plan, null, null);
    }

    /** As the form does: by the rep, at today's prices. */
    private Quotation write(Deal of, String discountPercent) {
        Quotation[] written = new Quotation[1];
        steps.as(REP, () -> written[0] = fixtures.quoted(of.number(), discountPercent));
        return written[0];
    }

    private Optional<Long> asked(Deal of, long version) {
        return prices.request(of.number(), version);
    }
}
