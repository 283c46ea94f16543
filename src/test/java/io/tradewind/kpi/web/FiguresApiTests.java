package io.tradewind.kpi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureDescription;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Sight;
import io.tradewind.support.TradewindTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** Each test's facts go with its transaction. */
@TradewindTest
@Transactional
class FiguresApiTests {

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Figures figures;

    private MockMvc http;

    @BeforeEach
    void threeDealsOfTwoTeams() {
        http = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        SomeDeals.tell(events);
    }

    @Test
    void aFigureIsAnsweredInTheShapeOthersRelyOn() throws Exception {
        ask("director", "revenue?by=team&from=2031-01-01&to=2031-12-31")
                .andExpect(status().isOk())
                .andExpect(content()
                        .json(
                                """
                                        {"figure": "revenue", "unit": "USD", "from": "2031-01-01", "to": "2031-12-31",
                                         "by": "team", "total": "1500.50",
                                         "rows": [
                                           {"key": "team-melvin-marxen", "name": "Melvin Marxen", "value": "1000.00"},
                                           {"key": "team-celia-rouche", "name": "Celia Rouche", "value": "500.50"}]}
                                        """,
                                JsonCompareMode.STRICT));
    }

    @Test
    void aShareIsAFractionOfOne() throws Exception {
        ask("director", "win-rate?from=2031-01-01&to=2031-12-31")
                .andExpect(jsonPath("$.unit").value("share"))
                .andExpect(jsonPath("$.total").value(0.666667))
                .andExpect(jsonPath("$.rows").isEmpty());
    }

    @Test
    void whereThereIsNothingToDivideByTheValueIsNull() throws Exception {
        ask("director", "win-rate?from=2050-01-01&to=2050-12-31")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value((Object) null))
                .andExpect(jsonPath("$.rows").isEmpty());
    }

    @Test
    void monthsComeInOrderAndWithoutTheEmptyOnes() throws Exception {
        ask("director", "deals-won?by=month&from=2031-01-01&to=2031-12-31")
                .andExpect(jsonPath("$.rows[0].key").value("2031-03"))
                .andExpect(jsonPath("$.rows[0].name").value("March 2031"))
                .andExpect(jsonPath("$.rows[1].key").value("2031-05"))
                .andExpect(jsonPath("$.rows.length()").value(2));
    }

    @Test
    void aFigureCanBeHeldToOneKey() throws Exception {
        ask("director", "revenue?region=region-west&from=2031-01-01&to=2031-12-31")
                .andExpect(jsonPath("$.total").value("500.50"));
    }

    @Test
    void aFigureIsComparedWithThePeriodAndTheYearBefore() throws Exception {
        ask("director", "revenue?by=month&from=2031-04-01&to=2031-05-31&compare=previous-period")
                .andExpect(jsonPath("$.total").value("500.50"))
                .andExpect(jsonPath("$.comparison.compare").value("previous-period"))
                .andExpect(jsonPath("$.comparison.from").value("2031-02-01"))
                .andExpect(jsonPath("$.comparison.to").value("2031-03-31"))
                .andExpect(jsonPath("$.comparison.total").value("1000.00"))
                .andExpect(jsonPath("$.comparison.difference").value("-499.50"))
                .andExpect(jsonPath("$.comparison.change").value(-0.4995))
                .andExpect(jsonPath("$.comparison.rows[0].key").value("2031-03"));
        ask("director", "revenue?from=2031-03-11&to=2031-03-12&compare=previous-period")
                .andExpect(jsonPath("$.comparison.from").value("2031-03-09"))
                .andExpect(jsonPath("$.comparison.to").value("2031-03-10"))
                .andExpect(jsonPath("$.comparison.total").value("1000.00"));
        ask("director", "win-rate?month=2032-02&compare=previous-year")
                .andExpect(jsonPath("$.comparison.from").value("2031-02-01"))
                .andExpect(jsonPath("$.comparison.to").value("2031-02-28"))
                .andExpect(jsonPath("$.comparison.total").value((Object) null))
                .andExpect(jsonPath("$.comparison.change").value((Object) null));
        ask("director", "win-rate?from=2033-02-01&to=2033-02-28&compare=previous-year")
                .andExpect(jsonPath("$.comparison.to").value("2032-02-29"));
    }

    @ParameterizedTest
    @CsvSource({
        "revenue?compare=luck&from=2031-01-01&to=2031-12-31, compare",
        "revenue?compare=previous-year, compare",
        "collection-rate?by=product, by",
        "approval-time?by=customer, by",
        "visits?product=gtx-pro, product",
        "churn?by=customer, by",
        "forecast-adjusted?by=rep, by",
        "revenue?regoin=region-east, regoin",
        "revenue/facts?person=darcel-schlecht, person",
        "revenue?month=2031-13, month",
        "collection-period?month=soon, month",
        "revenue/facts?page=-1, page",
        "revenue/facts?from=2031-02-30, from",
        "visits/facts?product=gtx-pro, product",
        "revenue?region=atlantis, region",
        "revenue?team=team-nobody, team",
        "revenue?rep=nobody, rep",
        "revenue?product=nothing, product",
        "revenue?customer=Nobody%20Inc, customer",
        "revenue/facts?region=atlantis, region",
    })
    void whatAFigureCannotTellIsRefusedByNameAndReason(String address, String field) throws Exception {
        ask("director", address)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.field").value(field))
                .andExpect(jsonPath("$.detail").isNotEmpty());
    }

    @Test
    void everyFigureAnswersByEverythingItIsNotRefusedFor() throws Exception {
        for (FigureDescription figure : figures.catalogue(Sight.EVERYTHING)) {
            for (Dimension by : Dimension.values()) {
                int expected = figures.whyNotBy(figure.figure(), by).isPresent() ? 422 : 200;
                ask("director", figure.figure() + "?from=2031-01-01&to=2031-12-31&by=" + by.code())
                        .andExpect(status().is(expected));
            }
            ask("director", figure.figure() + "/facts?from=2031-01-01&to=2031-12-31")
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.count").isNumber());
        }
    }

    @Test
    void aFigureOpensItsFacts() throws Exception {
        ask("director", "revenue/facts?from=2031-01-01&to=2031-12-31")
                .andExpect(jsonPath("$.count").value(2))
                .andExpect(jsonPath("$.facts[0].document").value("D-2"))
                .andExpect(jsonPath("$.facts[0].amount").value("500.50"))
                .andExpect(jsonPath("$.facts[0].cost").doesNotExist());
        ask("director", "gross-margin/facts?from=2031-01-01&to=2031-12-31")
                .andExpect(jsonPath("$.facts[1].cost").value("400.00"));
        ask("darcel-schlecht", "revenue/facts?from=2031-01-01&to=2031-12-31")
                .andExpect(jsonPath("$.count").value(1));
        ask("darcel-schlecht", "gross-margin/facts").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource({
        "gross-margin",
        "selling-expenses",
        "marketing-expenses",
        "expense-share",
        "customer-acquisition-cost",
        "customer-lifetime-value",
        "cost-per-visit",
    })
    void aRepLearnsNoCost(String figure) throws Exception {
        ask("darcel-schlecht", figure).andExpect(status().isNotFound());
        ask("darcel-schlecht", figure + "/facts").andExpect(status().isNotFound());
        ask("melvin-marxen", figure).andExpect(status().isOk());
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "to=31.12.2031, to",
        "from=2031-02-30, from",
        "from=9999999-01-01, from",
        "by=colour, by",
        "from=2031-02-01&to=2031-01-01, to",
    })
    void whatCannotBeReadIsRefusedByName(String parameters, String field) throws Exception {
        ask("director", "revenue?" + parameters)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.field").value(field));
    }

    @Test
    void aFigureNobodyKnowsIsNotFound() throws Exception {
        ask("director", "luck").andExpect(status().isNotFound());
    }

    @Test
    void whatAClientSendsIsNeverSql() throws Exception {
        ask("director", "revenue?rep=x'%20OR%20'1'='1&from=2031-01-01&to=2031-12-31")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.field").value("rep"));
    }

    @ParameterizedTest
    @CsvSource({
        "darcel-schlecht, 1000.00", // own
        "vicki-laflamme, 500.50",
        "gladys-colclough, 0.00", // same team as Darcel, nothing of her own
        "melvin-marxen, 1000.00", // the team's
        "director, 1500.50",
        "gm, 1500.50",
        "finance, 1500.50",
        "auditor, 1500.50",
        "marketing, 1500.50",
        "product, 1500.50",
        "owner, 1500.50",
        "admin, 1500.50",
    })
    void everybodySeesTheirOwnPart(String person, String revenue) throws Exception {
        ask(person, "revenue?from=2031-01-01&to=2031-12-31")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(revenue));
    }

    @Test
    void aRepCannotAskForAnotherOnesRows() throws Exception {
        ask("darcel-schlecht", "revenue?rep=vicki-laflamme&from=2031-01-01&to=2031-12-31")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail")
                        .value("There is no rep 'vicki-laflamme' here; choose one of darcel-schlecht."));
        ask("darcel-schlecht", "revenue?by=rep&from=2031-01-01&to=2031-12-31")
                .andExpect(jsonPath("$.rows.length()").value(1))
                .andExpect(jsonPath("$.rows[0].key").value("darcel-schlecht"));
    }

    @Test
    void whoMayNotKnowTheCostIsNotOfferedTheMargin() throws Exception {
        ask("darcel-schlecht", "gross-margin").andExpect(status().isNotFound());
        assertThat(catalogue("darcel-schlecht")).contains("win-rate").doesNotContain("gross-margin");
        ask("melvin-marxen", "gross-margin?from=2031-01-01&to=2031-12-31")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(0.6));
        assertThat(catalogue("melvin-marxen")).contains("gross-margin");
    }

    @ParameterizedTest
    @CsvSource({"support", "legal", "logistics", "service", "hr"})
    void whoseWorkNeedsNoFiguresSeesNone(String person) throws Exception {
        ask(person, "revenue").andExpect(status().isForbidden());
    }

    @Test
    void nobodySeesNothing() throws Exception {
        http.perform(get("/api/figures/revenue")).andExpect(status().isUnauthorized());
    }

    private ResultActions ask(String person, String figure) throws Exception {
        return http.perform(get(java.net.URI.create("/api/figures/" + figure)).with(httpBasic(person, "demo")));
    }

    private String catalogue(String person) throws Exception {
        return http.perform(get("/api/figures").with(httpBasic(person, "demo")))
                .andExpect(jsonPath("$[0].formula").isNotEmpty())
                .andExpect(jsonPath("$[0].direction").isNotEmpty())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
