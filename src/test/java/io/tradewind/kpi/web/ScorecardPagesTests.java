package io.tradewind.kpi.web;

import static io.tradewind.support.PageToken.pageToken;
import static io.tradewind.support.Visitor.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.tradewind.kpi.PerformanceReviews;
import io.tradewind.organization.People;
import io.tradewind.service.SurveyAnswered;
import io.tradewind.support.TradewindTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** Each test's facts and reviews go with its transaction. */
@TradewindTest
@Transactional
class ScorecardPagesTests {

    private static final String MONTH = "2019-05";
    private static final String REP = "darcel-schlecht";
    private static final String MANAGER = "melvin-marxen";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PerformanceReviews reviews;

    @Autowired
    private People people;

    private MockMvc http;

    @BeforeEach
    void twoSurveysOfTwoTeams() {
        http = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        survey(1, REP, 6);
        survey(2, "vicki-laflamme", 8);
    }

    @Test
    void aRepSeesOnlyTheOwnCard() throws Exception {
        Document list = page(REP, "/scorecards?month=" + MONTH);

        assertThat(list.select("tbody tr").eachText()).hasSize(1);
        assertThat(list.select("tbody tr").text()).contains("Darcel Schlecht", "75", "60 points", "not reviewed");
        assertThat(page(REP, "/scorecards/darcel-schlecht?month=" + MONTH).text())
                .contains("Customer satisfaction", "nothing to measure", "1 facts", "75 points")
                .doesNotContain("Start the review");
        for (String other : List.of("vicki-laflamme", MANAGER, "moses-frase", "director", "nobody-here")) {
            assertThat(answer(REP, get(URI.create("/scorecards/" + other + "?month=" + MONTH)))
                            .getStatus())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(csv(REP)).hasSize(2);
    }

    @Test
    void aManagerSeesTheTeamAndTheOwnCardAndNoOtherTeam() throws Exception {
        Document list = page(MANAGER, "/scorecards?month=" + MONTH);

        assertThat(list.text()).contains("Darcel Schlecht", "Melvin Marxen").doesNotContain("Vicki Laflamme");
        assertThat(page(MANAGER, "/scorecards/darcel-schlecht?month=" + MONTH).select("form[action$=/review]"))
                .hasSize(1);
        assertThat(page(MANAGER, "/scorecards/melvin-marxen?month=" + MONTH).select("form[action$=/review]"))
                .as("nobody starts their own")
                .isEmpty();
        assertThat(start(MANAGER, "vicki-laflamme").getStatus()).isEqualTo(404);
        assertThat(start(MANAGER, MANAGER).getStatus()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"director,true", "gm,true", "hr,false", "auditor,false"})
    void theseSeeAllCardsAndOnlySuperiorsStart(String who, boolean starts) throws Exception {
        Document list = page(who, "/scorecards?month=" + MONTH);

        assertThat(list.text()).contains("Darcel Schlecht", "Vicki Laflamme", "Melvin Marxen");
        assertThat(list.select("select[name=team] option").size()).isGreaterThan(2);
        assertThat(page(who, "/scorecards/vicki-laflamme?month=" + MONTH).select("form[action$=/review]"))
                .hasSize(starts ? 1 : 0);
        assertThat(start(who, "vicki-laflamme").getStatus()).isEqualTo(starts ? 302 : 403);
        assertThat(reviews.find("vicki-laflamme", YearMonth.parse(MONTH)).isPresent())
                .isEqualTo(starts);
    }

    @Test
    void humanResourcesReadsTheCardWithoutTheBoardsFacts() throws Exception {
        assertThat(page("hr", "/scorecards/darcel-schlecht?month=" + MONTH).select("a[href*=facts]"))
                .isEmpty();
        assertThat(page(MANAGER, "/scorecards/darcel-schlecht?month=" + MONTH)
                        .select("a[href*=facts]")
                        .eachAttr("href"))
                .hasSize(1)
                .allSatisfy(href ->
                        assertThat(href).contains("customer-satisfaction", "rep=darcel-schlecht", "2019-05-01"));
    }

    @ParameterizedTest
    @CsvSource({"finance", "legal", "logistics", "service", "marketing", "product", "support", "owner", "admin"})
    void othersHaveNothingToDoWithScorecards(String who) throws Exception {
        for (String path : List.of("/scorecards", "/scorecards/export.csv", "/scorecards/" + REP)) {
            assertThat(answer(who, get(path)).getStatus()).as(path).isEqualTo(403);
        }
        assertThat(start(who, REP).getStatus()).isEqualTo(403);
        assertThat(page(who, "/").select("a[href=/scorecards]")).isEmpty();
    }

    @Test
    void everyReaderFindsThePage() throws Exception {
        for (String who : List.of(REP, MANAGER, "director", "gm", "hr", "auditor")) {
            assertThat(page(who, "/").select("a[href=/scorecards]")).as(who).isNotEmpty();
        }
    }

    @Test
    void aReviewIsStartedOnceAndOnlyForAMonthThatIsOver() throws Exception {
        assertThat(start(MANAGER, REP).getStatus()).isEqualTo(302);
        assertThat(page(MANAGER, "/scorecards/darcel-schlecht?month=" + MONTH).text())
                .contains("in review", "PR-", "held by Melvin Marxen")
                .doesNotContain("Start the review");

        MockHttpServletResponse again = start(MANAGER, REP);
        assertThat(again.getStatus()).isEqualTo(422);
        assertThat(Jsoup.parse(again.getContentAsString())
                        .select("[role=alert]")
                        .text())
                .contains("reviewed once");

        for (String month : List.of(YearMonth.now().toString(), "2999-01", "soon", "-1", "2019-13")) {
            assertThat(answer(
                                    MANAGER,
                                    post("/scorecards/darcel-schlecht/review")
                                            .param("month", month)
                                            .with(pageToken()))
                            .getStatus())
                    .as(month)
                    .isEqualTo(422);
        }
        answer(MANAGER, post("/scorecards/moses-frase/review").param("month", MONTH));
        assertThat(reviews.find("moses-frase", YearMonth.parse(MONTH)))
                .as("without the page's token")
                .isEmpty();
    }

    @Test
    void whatIsFrozenAndWhatIsTrueTodayStandApart() throws Exception {
        String number = reviews.open(REP, YearMonth.parse(MONTH)).number();
        reviews.compute(number);
        reviews.freeze(number);
        survey(3, REP, 10);

        Document card = page(MANAGER, "/scorecards/darcel-schlecht?month=" + MONTH);

        assertThat(card.select("dl").text())
                .contains("75 points", "With today's facts", "100 points", "changes nothing");
        assertThat(card.select("td[data-label=Today]").text()).contains("80 points changed");
        assertThat(page(MANAGER, "/scorecards?month=" + MONTH).text()).contains("frozen");
        assertThat(csv(MANAGER)).anyMatch(line -> line.startsWith("2019-05,Darcel Schlecht,Melvin Marxen,75,\"frozen"));
    }

    @Test
    void theListIsSavedAsASpreadsheetReadsIt() throws Exception {
        assertThat(csv("director").get(0))
                .startsWith("\uFEFFMonth,Name,Team,Score,State,")
                .contains("Customer satisfaction,Customer satisfaction: weight,Customer satisfaction: points");
        assertThat(csv("director"))
                .anyMatch(line -> line.startsWith("2019-05,Vicki Laflamme,Celia Rouche,100,not reviewed,"));
    }

    @Test
    void aMonthThatCannotBeReadIsSaidOnThePage() throws Exception {
        MockHttpServletResponse answer = answer("director", get("/scorecards?month=soon"));
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.getContentAsString())
                        .select("[role=alert]")
                        .text())
                .contains("'soon' is no month");
        assertThat(answer("director", get("/scorecards/export.csv?month=soon")).getStatus())
                .isEqualTo(422);
    }

    private void survey(long id, String rep, int score) {
        events.publishEvent(new SurveyAnswered(-1_000 - id, 1L, rep, score, LocalDate.of(2019, 5, 7)));
    }

    private List<String> csv(String who) throws Exception {
        MockHttpServletResponse answer = answer(who, get("/scorecards/export.csv?month=" + MONTH));
        assertThat(answer.getContentType()).startsWith("text/csv");
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private MockHttpServletResponse start(String who, String rep) throws Exception {
        return answer(
                who,
                post("/scorecards/" + rep + "/review").param("month", MONTH).with(pageToken()));
    }

    private Document page(String who, String path) throws Exception {
        MockHttpServletResponse answer = answer(who, get(URI.create(path)));
        assertThat(answer.getStatus()).as("%s for %s", path, who).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString());
    }

    private MockHttpServletResponse answer(String who, MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request.with(user(who, people.get(who).role())))
                .andReturn()
                .getResponse();
    }
}
