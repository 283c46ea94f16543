package io.tradewind.kpi.web;

import static io.tradewind.support.Visitor.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.DealWon;
import io.tradewind.deal.Deals;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.deal.Stage;
import io.tradewind.organization.People;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** Each test's deals go with its transaction. */
@TradewindTest
@Transactional
class MyBoardTests {

    private static final String REP = "niesha-huffines";
    private static final String MANAGER = "melvin-marxen";
    private static final String OTHER_TEAM = "vicki-laflamme";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Deals deals;

    @Autowired
    private People people;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    private MockMvc http;

    @BeforeEach
    void webPages() {
        http = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "darcel-schlecht, /board/my-month, 200",
        "darcel-schlecht, /board/my-team, 403",
        "melvin-marxen, /board/my-team, 200",
        "melvin-marxen, /board/my-month, 403",
        "director, /board/my-month, 403",
        "director, /board/my-team, 403",
        "finance, /board/my-team, 403",
        "legal, /board/my-month, 403",
    })
    void everybodySeesOnlyTheirOwnPage(String person, String address, int status) throws Exception {
        assertThat(answer(person, address).getStatus()).isEqualTo(status);
    }

    @Test
    void aRepSeesTheMonthAndWhatWouldCloseTheGap() throws Exception {
        LocalDate today = workingTime.today();
        won(REP, "500.25", today);
        won(OTHER_TEAM, "900.00", today);
        String soon = open(REP, today);
        String sooner = open(REP, today.minusDays(3));
        String later = open(REP, today.plusMonths(2));
        String foreign = open(OTHER_TEAM, today);

        Document month = page(REP, "/board/my-month");

        assertThat(month.select(".tw-tile").eachText())
                .anySatisfy(tile -> assertThat(tile).startsWith("Actual 500.25 USD"));
        assertThat(month.select("#closes-the-gap tbody th").eachText())
                .contains(soon, sooner)
                .doesNotContain(later, foreign);
        assertThat(month.text()).doesNotContain(later).doesNotContain(foreign).doesNotContain("900.00");
    }

    @Test
    void aDealThatStandsStillIsOnTheBoardOfThoseItConcerns() throws Exception {
        String standing = open(REP, workingTime.today().plusYears(1));
        String elsewhere = open(OTHER_TEAM, workingTime.today().plusYears(1));
        ask(standing, "close", workingTime.today().minusDays(20));
        ask(elsewhere, "remind", workingTime.today());

        assertThat(page(REP, "/board/my-month")
                        .select("#standing-deals tbody th")
                        .eachText())
                .contains(standing)
                .doesNotContain(elsewhere);
        Document team = page(MANAGER, "/board/my-team");
        assertThat(team.select("#standing-deals tbody th").eachText())
                .contains(standing)
                .doesNotContain(elsewhere);
        assertThat(team.select("#my-team tbody tr").stream()
                        .filter(row -> row.text().startsWith("Niesha Huffines"))
                        .map(row -> row.select("td").eachText())
                        .map(cells -> cells.subList(cells.size() - 3, cells.size())))
                .containsExactly(List.of("1", "1", "0"));
        assertThat(team.text()).doesNotContain("Vicki Laflamme");
        assertThat(page("director", "/board").select("#standing-deals tbody th").eachText())
                .contains(standing, elsewhere);
        assertThat(page("director", "/board?rep=" + OTHER_TEAM)
                        .select("#standing-deals tbody th")
                        .eachText())
                .contains(elsewhere)
                .doesNotContain(standing);
    }

    @Test
    void aDealThatStandsStillIsShownBeforeItsRepIsAsked() throws Exception {
        String old = openedLongAgo(REP);

        assertThat(page("director", "/board").select("#standing-deals tbody tr").stream()
                        .filter(row -> row.select("th").text().equals(old))
                        .map(row -> row.select("td").eachText()))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("Close it", "2017-03-01", "not yet"));
    }

    private String openedLongAgo(String rep) {
        return deals.importOpen(List.of(new ImportedDeal(
                        UUID.randomUUID().toString(),
                        rep,
                        null,
                        "GTXPro",
                        Stage.ENGAGING,
                        LocalDate.of(2017, 3, 1),
                        null,
                        new BigDecimal("99999999.00"),
                        null,
                        null,
                        null)))
                .get(0)
                .dealNumber();
    }

    @Test
    void anyMonthCanBeChosenAndSaved() throws Exception {
        won(REP, "500.25", LocalDate.of(2031, 5, 9));

        Document may = page(REP, "/board/my-month?month=2031-05");
        assertThat(may.select("h1").text()).isEqualTo("My month: May 2031");
        assertThat(may.select("[rel=prev]").text()).contains("April 2031");
        assertThat(may.select(".tw-tile").eachText())
                .anySatisfy(tile -> assertThat(tile).startsWith("Actual 500.25 USD"));

        Document july = page(REP, may.select("[rel=next]").attr("href").replace("2031-06", "2031-07"));
        assertThat(july.select("main > .tw-period").text())
                .isEqualTo("Nothing is won and no target published in July 2031. The last month with sales before it is"
                        + " May 2031.");
        assertThat(july.select(".tw-period a").attr("href")).isEqualTo("/board/my-month?month=2031-05");

        List<String> files = may.select("a[href*=.csv]").eachAttr("href");
        assertThat(files).isNotEmpty();
        for (String file : files) {
            assertThat(answer(REP, file).getStatus()).as(file).isEqualTo(200);
        }
        assertThat(answer(REP, "/board/my-month.csv?panel=nothing").getStatus()).isEqualTo(404);
    }

    @Test
    void aMonthThatIsOverTellsWhatWasWon() throws Exception {
        won(REP, "500.25", LocalDate.of(2019, 5, 9));

        Document may = page(REP, "/board/my-month?month=2019-05");

        assertThat(may.select("#won tbody td").eachText()).contains("2019-05-09", "500.25");
        assertThat(may.select("#closes-the-gap")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2017-13", "soon", "-1", "99999-01", "2017-01-01", "%00"})
    void whatIsNoMonthIsSaid(String month) throws Exception {
        MockHttpServletResponse answer = answer(REP, "/board/my-month?month=" + month);

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8))
                        .select("[role=alert]")
                        .text())
                .contains("is no month");
    }

    @ParameterizedTest
    @CsvSource({
        "melvin-marxen, darcel-schlecht, 200",
        "melvin-marxen, vicki-laflamme, 403",
        "director, vicki-laflamme, 200",
        "vicki-laflamme, darcel-schlecht, 403",
        "darcel-schlecht, darcel-schlecht, 200",
        "marketing, darcel-schlecht, 403",
        "director, finance, 403",
        "director, nobody, 403",
    })
    void whoLeadsARepOpensTheirMonth(String person, String rep, int status) throws Exception {
        assertThat(answer(person, "/board/my-month?rep=" + rep).getStatus()).isEqualTo(status);
        assertThat(answer(person, "/board/my-month.csv?panel=my-months&rep=" + rep)
                        .getStatus())
                .isEqualTo(status);
    }

    @Test
    void aManagerSeesTheTeamsNumbersAndOpensEachRepsMonth() throws Exception {
        won(REP, "500.25", LocalDate.of(2031, 5, 9));

        Document team = page(MANAGER, "/board/my-team?month=2031-05");

        assertThat(team.select(".tw-tile h3").eachText()).startsWith("Target", "Actual", "Gap");
        assertThat(team.select(".tw-tile").eachText())
                .anySatisfy(tile -> assertThat(tile).startsWith("Actual 500.25 USD"));
        String month = team.select("#my-team tbody th a").stream()
                .filter(link -> link.text().equals("Niesha Huffines"))
                .map(link -> link.attr("href"))
                .findFirst()
                .orElseThrow();
        assertThat(page(MANAGER, month).select("h1").text()).isEqualTo("Niesha Huffines: May 2031");
        assertThat(answer(MANAGER, "/board/my-team.csv?month=2031-05&panel=my-team")
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("Niesha Huffines,500.25");
    }

    private void won(String rep, String agreed, LocalDate on) {
        BigDecimal price = new BigDecimal(agreed);
        events.publishEvent(
                new DealWon("D-" + UUID.randomUUID(), rep, 1L, "gtx-pro", price, price, BigDecimal.ONE, "USD", on, on));
    }

    private String open(String rep, LocalDate decisionOn) {
        String number = deals.importOpen(List.of(new ImportedDeal(
                        UUID.randomUUID().toString(),
                        rep,
                        null,
                        "GTXPro",
                        Stage.PROSPECTING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)))
                .get(0)
                .dealNumber();
        deals.expectDecision(number, decisionOn);
        return number;
    }

    private void ask(String deal, String proposal, LocalDate on) {
        jdbc.sql(
                        "INSERT INTO deal_standstill (deal_number, asked_on, proposal, why) VALUES (:deal, :on, :proposal, 'It stands')")
                .param("deal", deal)
                .param("on", on)
                .param("proposal", proposal)
                .update();
    }

    private Document page(String person, String address) throws Exception {
        MockHttpServletResponse answer = answer(person, address);
        assertThat(answer.getStatus()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    private MockHttpServletResponse answer(String person, String address) throws Exception {
        return http.perform(get(URI.create(address))
                        .with(user(person, people.get(person).role())))
                .andReturn()
                .getResponse();
    }
}
