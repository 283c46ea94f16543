package io.tradewind.kpi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** Each test's deals go with its transaction. */
@TradewindTest
@Transactional
class MyBoardTests {

    private static final String REP = "darcel-schlecht";
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
                        .filter(row -> row.text().startsWith("Darcel Schlecht"))
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
                        .with(user(person)
                                .authorities(new SimpleGrantedAuthority(
                                        people.get(person).role()))))
                .andReturn()
                .getResponse();
    }
}
