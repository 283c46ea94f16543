package io.tradewind.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.contract.AcceptedDeals;
import io.tradewind.order.CreditNotes;
import io.tradewind.order.DeliveredOrders;
import io.tradewind.order.Invoice;
import io.tradewind.order.Orders;
import io.tradewind.order.Returns;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class OrderPagesTests {

    @Autowired
    private DeliveredOrders given;

    @Autowired
    private Orders orders;

    @Autowired
    private Returns returns;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private Web web;

    private String order = "";
    private String page = "";

    @BeforeEach
    void anOrderOfTenPieces() {
        order = given.confirmed(given.customer(), AcceptedDeals.line("gtx-basic", 10, "0"))
                .number();
        page = "/orders/" + order;
    }

    @Test
    void onlyTheEntitledSeeAnOrder() {
        for (String reader : new String[] {
            "logistics", "support", "finance", "director", "auditor", AcceptedDeals.REP, "melvin-marxen"
        }) {
            assertThat(web.browser(reader).get("/orders").body()).as(reader).contains(order);
            assertThat(web.browser(reader).get(page).statusCode()).as(reader).isEqualTo(200);
        }
        for (String stranger : new String[] {"anna-snelling", "dustin-brinkmann", "hr", "legal"}) {
            assertThat(web.browser(stranger).get("/orders").body()).as(stranger).doesNotContain(order);
            HttpResponse<String> answer = web.browser(stranger).get(page);
            assertThat(answer.statusCode()).as(stranger).isEqualTo(404);
        }
    }

    @Test
    void theDealOpensForWhomItsPageIs() {
        String deal = orders.get(order).dealNumber();

        assertThat(web.browser(AcceptedDeals.REP).get(page).body()).contains("href=\"/board/deals/" + deal + "\"");
        assertThat(web.browser(AcceptedDeals.REP).get("/board/deals/" + deal).statusCode())
                .isEqualTo(200);
        assertThat(web.browser("logistics").get(page).body()).contains(deal).doesNotContain("/board/deals/");
    }

    @Test
    void salesSupportChangesWhatLogisticsMayOnlyRead() {
        Web.Client support = web.browser("support");
        assertThat(support.get(page).body()).contains("Change the order");
        assertThat(web.browser("logistics").get(page).body()).doesNotContain("Change the order");

        HttpResponse<String> changed =
                submit(support, "/changes", Map.of("deliveryAddress", "3 Pier Road\r\nGate 2", "line-1", "8"));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(302);
        assertThat(orders.get(order).amount()).isEqualByComparingTo("4400.00");

        HttpResponse<String> refused = submit(support, "/changes", Map.of("line-1", "eight"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is not a whole number");
        assertThat(submit(web.browser("logistics"), "/changes", Map.of("line-1", "1"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(orders.get(order).revision()).isEqualTo(2);
    }

    @Test
    void aReturnAndACreditNoteAreMadeOnThePageOnceHoweverOftenItIsSent() {
        Invoice invoice = given.invoiced(order, 10);
        Web.Client service = web.browser("service");
        Web.Client finance = web.browser("finance");

        for (int again = 0; again < 2; again++) {
            assertThat(submit(
                                    service,
                                    "/returns",
                                    Map.of(
                                            "deliveryNumber",
                                            invoice.deliveryNumber(),
                                            "key",
                                            "k" + order,
                                            "reason",
                                            "Too small",
                                            "line-1",
                                            "2"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(submit(
                                    finance,
                                    "/credit-notes",
                                    Map.of(
                                            "invoiceNumber",
                                            invoice.number(),
                                            "key",
                                            "k" + order,
                                            "reason",
                                            "Wrong price",
                                            "line-1",
                                            "1"))
                            .statusCode())
                    .isEqualTo(302);
        }

        assertThat(returns.ofOrder(order)).hasSize(1);
        assertThat(creditNotes.ofOrder(order)).hasSize(1);
        assertThat(finance.get(page).body()).contains("CN-", "R-", "Too small", "Wrong price");
        assertThat(submit(service, "/credit-notes", Map.of("invoiceNumber", invoice.number(), "reason", "Why"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(submit(
                                finance,
                                "/credit-notes",
                                Map.of("invoiceNumber", "I-1999-000001", "reason", "Another order's"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatACustomerWroteIsShownAsText() {
        Invoice invoice = given.invoiced(order, 10);
        returns.announce(invoice.deliveryNumber(), null, Map.of(1, 1), "<script>alert(1)</script>");

        assertThat(web.browser("logistics").get(page).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void programsChangeOrdersAndCountStockIfTheyMay() {
        String changes = "/api/orders/" + order + "/changes";
        HttpResponse<String> changed =
                web.program("support").post(changes, "{\"lines\": [{\"position\": 1, \"quantity\": 5}]}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).contains("\"revision\":2", "\"amount\":2750.00");
        assertThat(web.program("support").post(changes, "{}").statusCode()).isEqualTo(422);
        assertThat(web.program("support")
                        .post(changes, "{\"wantedOn\": \"+999999999-01-01\"}")
                        .body())
                .contains("\"field\":\"wantedOn\"");
        assertThat(web.program("support").post(changes, "{\"lines\": [null]}").statusCode())
                .isEqualTo(422);
        assertThat(web.program("logistics")
                        .send(
                                "PUT",
                                "/api/stock/gtx-pro",
                                "application/json",
                                "{\"onHand\": 3, \"expectedOn\": \"9999-01-01\"}")
                        .body())
                .contains("\"field\":\"expectedOn\"");
        assertThat(web.program(AcceptedDeals.REP).post(changes, "{}").statusCode())
                .isEqualTo(404);
        assertThat(web.program("support")
                        .post("/api/orders/O-1999-000001/changes", "{}")
                        .statusCode())
                .isEqualTo(404);

        assertThat(web.program("support")
                        .send("PUT", "/api/stock/gtx-pro", "application/json", "{\"onHand\": 3}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(web.program("logistics")
                        .send("PUT", "/api/stock/no-such", "application/json", "{\"onHand\": 3}")
                        .body())
                .contains("\"field\":\"product\"");
        assertThat(web.program("logistics")
                        .send("PUT", "/api/stock/gtx-pro", "application/json", "{}")
                        .body())
                .contains("\"field\":\"onHand\"");
    }

    private HttpResponse<String> submit(Web.Client browser, String action, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("_csrf", Web.hiddenToken(browser.get(page).body()));
        return browser.submit(page + action, form);
    }
}
