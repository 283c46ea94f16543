package io.tradewind.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.contract.AcceptedDeals;
import io.tradewind.credit.ExposureSource;
import io.tradewind.order.CreditNotes;
import io.tradewind.order.DeliveredOrders;
import io.tradewind.order.Delivery;
import io.tradewind.order.GoodsReturn;
import io.tradewind.order.Invoice;
import io.tradewind.order.Invoices;
import io.tradewind.order.OrderWork;
import io.tradewind.order.Returns;
import io.tradewind.order.Stocks;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class GoodsReturnProcessTests {

    @Autowired
    private DeliveredOrders given;

    @Autowired
    private Returns returns;

    @Autowired
    private OrderWork work;

    @Autowired
    private Invoices invoices;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private Stocks stocks;

    @Autowired
    private List<ExposureSource> exposure;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private HistoryService history;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    private long customer;
    private String order = "";

    @BeforeEach
    void anOrderOfTenPiecesAt550() {
        customer = given.customer();
        order = given.confirmed(customer, AcceptedDeals.line("gtx-basic", 10, "0"))
                .number();
    }

    @AfterEach
    void forgetStock() {
        jdbc.sql("DELETE FROM stock").update();
        jdbc.sql("DELETE FROM stock_reservation").update();
    }

    @Test
    void aPartComesBackAndIsCreditedAndWhatIsFitGoesOnTheShelf() {
        Invoice invoice = given.invoiced(order, 10);
        stocks.count("gtx-basic", 0, null);
        String life = announce(invoice.deliveryNumber(), 4);

        examine(life, 3, 2);
        decide(life, "accept");
        steps.runJob(life, "take-goods-back");

        assertThat(steps.trace(life)).endsWith("take-goods-back", "return-accepted");
        GoodsReturn done = goodsReturn(life);
        assertThat(done.state()).isEqualTo(GoodsReturn.State.ACCEPTED);
        assertThat(creditNotes.find(String.valueOf(done.creditNoteNumber())))
                .hasValueSatisfying(note -> assertThat(note.amount()).isEqualByComparingTo("1650.00"));
        assertThat(invoices.find(invoice.number()).orElseThrow().open()).isEqualByComparingTo("3850.00");
        assertThat(stocks.all().get(0).onHand()).isEqualTo(2);
        assertThat(subjects()).singleElement().asString().contains(done.number(), "taken back");
    }

    @Test
    void beforeTheInvoiceThereIsNoCreditNoteAndTheInvoiceLeavesOutWhatCameBack() {
        Delivery delivery = given.delivered(order, 10);
        String life = announce(delivery.number(), 4);
        examine(life, 4, 4);
        decide(life, "accept");
        steps.runJob(life, "take-goods-back");

        assertThat(creditNotes.ofOrder(order)).isEmpty();
        assertThat(exposure.stream()
                        .map(source -> source.deliveredNotInvoiced(List.of(customer)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("3300.00");

        assertThat(work.invoice(delivery.number()))
                .hasValueSatisfying(invoice -> assertThat(invoice.amount()).isEqualByComparingTo("3300.00"));

        String second = announce(delivery.number(), 6);
        examine(second, 6, 6);
        decide(second, "accept");
        steps.runJob(second, "take-goods-back");
        assertThat(invoices.ofOrder(order).get(0).asked()).isZero();
    }

    @Test
    void ifEverythingCameBackBeforeItIsNotInvoicedAtAll() {
        Delivery delivery = given.delivered(order, 10);
        String life = announce(delivery.number(), 10);
        examine(life, 10, 0);
        decide(life, "accept");
        steps.runJob(life, "take-goods-back");

        assertThat(work.invoice(delivery.number())).isEmpty();
        assertThat(invoices.ofOrder(order)).isEmpty();
    }

    @Test
    void aRefusedReturnCreditsNothingAndMayBeAnnouncedAgain() {
        Invoice invoice = given.invoiced(order, 10);
        String life = announce(invoice.deliveryNumber(), 10);
        examine(life, 10, 0);

        assertThatThrownBy(() -> steps.complete(life, "decide-return", "service", Map.of("returnAnswer", "refuse")))
                .hasMessageContaining("not taken back");
        steps.complete(
                life,
                "decide-return",
                "service",
                Map.of("returnAnswer", "refuse", "refusedWhy", "They were used for a year."));
        steps.runJob(life, "refuse-return");

        assertThat(goodsReturn(life).state()).isEqualTo(GoodsReturn.State.REFUSED);
        assertThat(creditNotes.ofOrder(order)).isEmpty();
        assertThat(subjects()).singleElement().asString().contains("refused");
        announce(invoice.deliveryNumber(), 10);
    }

    @Test
    void goodsThatNeverComeEndTheReturn() {
        Invoice invoice = given.invoiced(order, 10);
        String life = announce(invoice.deliveryNumber(), 10);

        steps.complete(life, "examine-goods", "logistics", Map.of("goodsCame", "no"));

        assertThat(steps.ended(life)).isTrue();
        assertThat(goodsReturn(life).state()).isEqualTo(GoodsReturn.State.LAPSED);
        announce(invoice.deliveryNumber(), 10);
    }

    @Test
    void neverMoreComesBackThanWasDeliveredAndIsNotBackYet() {
        Invoice first = given.invoiced(order, 6);
        given.invoiced(order, 4);

        assertThatThrownBy(() -> announce(first.deliveryNumber(), 7)).hasMessageContaining("at most 6");
        assertThatThrownBy(() -> announce(first.deliveryNumber(), 0)).hasMessageContaining("at most 6");
        assertThatThrownBy(() -> returns.announce(first.deliveryNumber(), null, Map.of(3, 1), "Why"))
                .hasMessageContaining("no line 3");
        assertThatThrownBy(() -> returns.announce(first.deliveryNumber(), null, Map.of(1, 1), " "))
                .hasMessageContaining("Say why");
        String life = announce(first.deliveryNumber(), 4);
        assertThatThrownBy(() -> announce(first.deliveryNumber(), 3)).hasMessageContaining("at most 2");

        for (String lines : List.of(
                "[{\"position\": 1, \"received\": 7, \"fit\": 0}]",
                "[{\"position\": 1, \"received\": 2, \"fit\": 3}]",
                "[{\"position\": 1, \"received\": -1, \"fit\": 0}]",
                "[{\"position\": 1, \"received\": 1.5, \"fit\": 0}]",
                "[{\"position\": 1, \"received\": 0, \"fit\": 0}]",
                "[{\"position\": 2, \"received\": 1, \"fit\": 0}]",
                "[]",
                "{}")) {
            assertThatThrownBy(() -> examine(life, lines)).as(lines).isNotNull();
        }
        assertThat(goodsReturn(life).state()).isEqualTo(GoodsReturn.State.ANNOUNCED);
        assertThat(steps.task(life, "examine-goods")).isNotNull();
        examine(life, 6, 6);
    }

    @Test
    void whatIsUnderWayCannotComeBack() {
        Delivery delivery = work.ship(
                order,
                new io.tradewind.order.Shipment(
                        "Fast Freight", null, List.of(new io.tradewind.order.Shipment.Line(1, 2))));

        assertThatThrownBy(() -> announce(delivery.number(), 1)).hasMessageContaining("has not arrived");
    }

    @Test
    void aReturnIsAnnouncedByTheApiOnceAndOnlyByTheEntitled() {
        Invoice invoice = given.invoiced(order, 10);
        String path = "/api/shipments/" + invoice.deliveryNumber() + "/returns";
        String body = "{\"reason\": \"Too small\", \"lines\": [{\"position\": 1, \"quantity\": 2}]}";

        var first = web.program("service").post(path, body, "Idempotency-Key", "k");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(web.program("service")
                        .post(path, body, "Idempotency-Key", "k")
                        .body())
                .isEqualTo(first.body());
        assertThat(returns.ofOrder(order)).hasSize(1);
        var other = web.program("service")
                .post(path, body.replace("\"quantity\": 2", "\"quantity\": 3"), "Idempotency-Key", "k");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
        var empty = web.program("service").post(path, "{\"reason\": \"x\", \"lines\": [null]}");
        assertThat(empty.statusCode()).as(empty.body()).isEqualTo(422);
        assertThat(web.program(AcceptedDeals.REP).post(path, body).statusCode()).isEqualTo(201);
        assertThat(web.program("anna-snelling").post(path, body).statusCode()).isEqualTo(404);
        assertThat(web.program("legal").post(path, body).statusCode()).isEqualTo(404);
        assertThat(web.program("service")
                        .post("/api/shipments/S-1999-000001/returns", body)
                        .statusCode())
                .isEqualTo(404);
        assertThat(web.program("service").post(path, "{}").body()).contains("\"field\":\"reason\"");
        assertThat(returns.ofOrder(order)).hasSize(2);
    }

    private String announce(String delivery, int pieces) {
        GoodsReturn announced = returns.announce(delivery, null, Map.of(1, pieces), "Too small for the hall.");
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(announced.number())
                .singleResult()
                .getId();
    }

    private void examine(String life, int received, int fit) {
        examine(life, "[{\"position\": 1, \"received\": " + received + ", \"fit\": " + fit + "}]");
    }

    private void examine(String life, String lines) {
        steps.complete(
                life,
                "examine-goods",
                "logistics",
                Map.of(
                        "goodsCame",
                        "yes",
                        "examinedLines",
                        SpinValues.jsonValue(lines).create()));
    }

    private void decide(String life, String answer) {
        steps.complete(life, "decide-return", "service", Map.of("returnAnswer", answer));
    }

    private List<String> subjects() {
        return jdbc.sql("SELECT subject FROM mail WHERE reference = :order AND template = 'return-decided'")
                .param("order", order)
                .query(String.class)
                .list();
    }

    private GoodsReturn goodsReturn(String life) {
        return returns.find(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(life)
                        .singleResult()
                        .getBusinessKey())
                .orElseThrow();
    }
}
