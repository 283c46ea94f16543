package io.tradewind.deal.web;

import static io.tradewind.deal.DealFixtures.MANAGER;
import static io.tradewind.deal.DealFixtures.REP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.DealFixtures;
import io.tradewind.deal.Deals;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class DealApiTests {

    @Autowired
    private Web web;

    @Autowired
    private DealFixtures fixtures;

    @Autowired
    private Deals deals;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private ObjectMapper json;

    private String deal = "";

    @BeforeEach
    void aDealWithAQuotation() {
        deal = fixtures.engaged().number();
        fixtures.quoted(deal, "10");
    }

    @Test
    void aRepReadsTheOwnDealWithoutCostOrMargin() {
        JsonNode answer = read(web.program(REP).get("/api/deals/" + deal));

        assertThat(answer.get("number").textValue()).isEqualTo(deal);
        assertThat(answer.get("customerName").textValue()).isEqualTo("Isdom");
        JsonNode quotation = answer.get("quotations").get(0);
        assertThat(quotation.get("total").textValue()).isEqualTo("4338.90");
        assertThat(quotation.get("discount").textValue()).isEqualTo("0.100000");
        assertThat(quotation.get("lines").get(0).get("amount").textValue()).isEqualTo("4338.90");
        assertThat(answer.toString()).doesNotContain("cost", "margin", "floor", "2651.55");
    }

    @ParameterizedTest
    @ValueSource(strings = {"director", "gm", "finance", "auditor", "admin"})
    void whoLooksAfterTheWholeCompanyKnowsTheCost(String userId) {
        JsonNode quotation = read(web.program(userId).get("/api/deals/" + deal))
                .get("quotations")
                .get(0);

        assertThat(quotation.get("cost").textValue()).isEqualTo("2651.55");
        assertThat(quotation.get("margin").textValue()).isEqualTo("0.388888");
    }

    @Test
    void theRepsManagerReadsItWithoutCost() {
        HttpResponse<String> answer = web.program(MANAGER).get("/api/deals/" + deal);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("margin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moses-frase", "dustin-brinkmann", "logistics", "hr"})
    void forOthersItDoesNotExist(String userId) {
        HttpResponse<String> others = web.program(userId).get("/api/deals/" + deal);
        HttpResponse<String> nowhere = web.program(userId).get("/api/deals/D-2026-999999");

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(others.body().replace(deal, "")).isEqualTo(nowhere.body().replace("D-2026-999999", ""));
        assertThat(web.program(userId)
                        .post("/api/deals/" + deal + "/quotation-preview", draft("12"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobodyReadsAnythingWithoutALogin() {
        assertThat(web.nobody().get("/api/deals/" + deal).statusCode()).isEqualTo(401);
        assertThat(web.nobody().get("/api/products/choices").statusCode()).isEqualTo(401);
    }

    @Test
    void thePreviewTellsTotalsAndWhoMustAgreeAndKeepsNothing() {
        JsonNode asked = read(web.program(REP).post("/api/deals/" + deal + "/quotation-preview", draft("12")));
        JsonNode free = read(web.program(REP).post("/api/deals/" + deal + "/quotation-preview", draft("5")));

        assertThat(asked.get("quotation").get("total").textValue()).isEqualTo("8484.96");
        assertThat(asked.get("approvers").get(0).get("name").textValue()).isEqualTo("Melvin Marxen");
        assertThat(asked.get("quotation").has("margin")).isFalse();
        assertThat(free.get("approvers")).isEmpty();
        assertThat(deals.quotations(deal)).hasSize(1);
    }

    @Test
    void thePreviewTellsARepNoReasonFromWhichTheCostFollows() {
        String path = "/api/deals/" + deal + "/quotation-preview";
        JsonNode rep = read(web.program(REP).post(path, draft("42")));
        JsonNode director = read(web.program("director").post(path, draft("42")));

        assertThat(rep.get("approvers").toString()).contains("role finance");
        assertThat(rep.toString()).doesNotContainIgnoringCase("floor").doesNotContainIgnoringCase("margin");
        assertThat(director.get("approvers").toString()).contains("below the floor price");
    }

    @Test
    void whatCannotBeQuotedIsAProblemThatNamesTheField() {
        HttpResponse<String> answer = web.program(REP).post("/api/deals/" + deal + "/quotation-preview", draft("101"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(read(answer).get("field").textValue()).isEqualTo("lines");
        assertThat(read(answer).get("detail").textValue()).startsWith("Line 1: the discount");
    }

    @Test
    void theFormOffersProductsAndCustomersWithoutSecrets() {
        JsonNode products = read(web.program(REP).get("/api/products/choices"));
        JsonNode customers = read(web.program(REP).get("/api/customers/choices?q=isd"));

        assertThat(products).hasSize(7);
        assertThat(products.toString()).doesNotContain("cost", "floor");
        assertThat(customers.get(0).get("name").textValue()).isEqualTo("Isdom");
    }

    /** Whose customers exist is not told to everybody. */
    @Test
    void namesOfCustomersAreForThoseWhoMaySeeThem() {
        assertThat(read(web.program("hr").get("/api/customers/choices"))).isEmpty();
        assertThat(read(web.program("violet-mclelland").get("/api/customers/choices?q=isd")))
                .isEmpty();
        assertThat(read(web.program("director").get("/api/customers/choices?q=isd")))
                .hasSize(1);
    }

    private String draft(String discount) {
        return "{\"lines\":[{\"product\":\"gtx-pro\",\"quantity\":2,\"discount\":" + discount
                + "}],\"paymentDays\":30,\"deliveryDate\":\""
                + workingTime.today().plusDays(5)
                + "\",\"validUntil\":\"" + workingTime.today().plusDays(30) + "\"}";
    }

    private JsonNode read(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body(), e);
        }
    }
}
