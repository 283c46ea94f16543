package io.tradewind.kpi.web;

import static io.tradewind.support.Visitor.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.approval.ApprovalDecided;
import io.tradewind.approval.ApprovalRequested;
import io.tradewind.approval.ApprovalRule;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.Deals;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.deal.Stage;
import io.tradewind.kpi.Direction;
import io.tradewind.kpi.Earlier;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** Each test's facts go with its transaction. */
@TradewindTest
@Transactional
class BoardTests {

    private static final String YEAR = "from=2031-01-01&to=2031-12-31";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private People people;

    @Autowired
    private ObjectMapper json;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Deals deals;

    @Autowired
    private Figures figures;

    @Autowired
    private WorkingTime workingTime;

    private MockMvc http;

    @BeforeEach
    void threeDealsOfTwoTeams() {
        http = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        SomeDeals.tell(events);
    }

    @Test
    void theBoardShowsEachFigureWithItsFormulaAndALinkToItsFacts() throws Exception {
        Document board = page("director", "/board?" + YEAR);

        Element winRate = tile(board, "Win rate");
        assertThat(winRate.text()).contains("66.7 %").contains("won deals ÷");
        assertThat(tile(board, "Revenue").text()).contains("1,500.50 USD");
        assertThat(tile(board, "Deals won").text()).contains("2 deals,");
        assertThat(tile(page("director", "/board?rep=vicki-laflamme&" + YEAR), "Deals won")
                        .text())
                .contains("1 deal,");

        Document facts = page("director", winRate.select("a").attr("href"));
        assertThat(facts.select("h1").text()).contains("Win rate: 66.7 %");
        assertThat(facts.select("tbody th").eachText()).containsExactly("D-3", "D-2", "D-1");
    }

    @Test
    void everyChartHasItsNumbersInATableBelow() throws Exception {
        Document board = page("director", "/board?" + YEAR);

        for (Element place : board.select("[data-chart]")) {
            assertThat(place.parent().select("table tbody tr"))
                    .as(place.attr("data-chart"))
                    .isNotEmpty();
        }
        JsonNode chart = json.readTree(board.select("#won-and-lost script").html());
        assertThat(chart.get("labels")).hasToString("[\"March 2031\",\"May 2031\"]");
        assertThat(chart.get("series").get(0).get("values")).hasToString("[\"1\",\"1\"]");
        assertThat(chart.get("series").get(1).get("values")).hasToString("[\"0\",\"1\"]");
        assertThat(board.select("#revenue-by-region tbody tr").eachText())
                .containsExactly(
                        "Central 1,000.00 1,000.00 –", "West 500.50 – 500.50", "Total 1,500.50 1,000.00 500.50");
    }

    @Test
    void filtersStayInEveryAddress() throws Exception {
        Document board = page("director", "/board?region=region-west&" + YEAR);

        assertThat(board.select("select[name=region] option[selected]").text()).isEqualTo("West");
        assertThat(board.select("input[name=from]").attr("value")).isEqualTo("2031-01-01");
        assertThat(tile(board, "Revenue").text()).contains("500.50");
        assertThat(board.select("main a[href*=facts], main a[href*=export]").eachAttr("href"))
                .isNotEmpty()
                .allSatisfy(href -> assertThat(href).contains("from=2031-01-01").contains("region=region-west"));
    }

    @Test
    void aManagerSeesTheTeamAndMayChooseWithinIt() throws Exception {
        Document board = page("melvin-marxen", "/board?" + YEAR);

        assertThat(tile(board, "Revenue").text()).contains("1,000.00");
        assertThat(board.text()).doesNotContain("Vicki Laflamme");
        assertThat(board.select("select[name=rep] option").eachText()).contains("Darcel Schlecht");
        assertThat(board.select("select[name=region], select[name=team]")).isEmpty();
    }

    @Test
    void aRepSeesOwnDealsAndNoMargin() throws Exception {
        Document board = page("vicki-laflamme", "/board?" + YEAR);

        assertThat(tile(board, "Revenue").text()).contains("500.50");
        assertThat(board.text()).doesNotContain("Gross margin").doesNotContain("Darcel Schlecht");
        MockHttpServletResponse others = answer("vicki-laflamme", "/board/facts?figure=revenue&rep=darcel-schlecht");
        assertThat(others.getStatus()).isEqualTo(422);
        assertThat(others.getContentAsString()).doesNotContain("D-1<");
        assertThat(answer("vicki-laflamme", "/board/facts?figure=gross-margin").getStatus())
                .isEqualTo(404);
    }

    @Test
    void aPartDoesNotStandUnderTheNameOfTheWhole() throws Exception {
        for (Document board : List.of(
                page("vicki-laflamme", "/board?" + YEAR), page("director", "/board?rep=vicki-laflamme&" + YEAR))) {
            assertThat(board.select("#attainment-by-region, #attainment-by-team, #revenue-by-team"))
                    .isEmpty();
            assertThat(board.select("#revenue-by-region h2").text()).isEqualTo("Revenue by month and rep");
        }
    }

    @Test
    void everyNumberOfTheFunnelAndOfApprovalsAndEveryGapIsALink() throws Exception {
        decided(910001, "discount", "melvin-marxen", 1);
        open("GTXPro");

        Document board = page("director", "/board?from=2031-06-01&to=2031-06-30");
        assertThat(board.select("#funnel td.tw-number:not(:has(a))").eachText())
                .as("only the probability is of no deal")
                .allMatch(text -> text.endsWith(" %"));
        assertThat(board.select("#approvals-by-kind td.tw-number:not(:has(a))")).isEmpty();
        assertThat(board.select("#approval-times td.tw-number:not(:has(a))")).isEmpty();
        assertThat(board.select("#approval-times tbody tr").eachText())
                .allMatch(row -> row.endsWith(" 1"), "ends with how many");
    }

    @Test
    void factsAreSavedAllOfThemWithinOnesOwnSight() throws Exception {
        Document facts = page("director", "/board/facts?figure=revenue&" + YEAR);
        String file = facts.select("a[href*=facts.csv]").attr("href");

        assertThat(answer("director", file)
                        .getContentAsString(StandardCharsets.UTF_8)
                        .lines())
                .hasSize(3)
                .first()
                .asString()
                .contains("Date,What,Number,Rep");
        assertThat(answer("vicki-laflamme", file)
                        .getContentAsString(StandardCharsets.UTF_8)
                        .lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("D-2") && line.contains("500.50"));
        assertThat(answer("legal", file).getStatus()).isEqualTo(403);
        assertThat(answer("vicki-laflamme", "/board/facts.csv?figure=gross-margin")
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void theNumberOfADealLeadsToItsPage() throws Exception {
        String number = open("GTXPro");
        String href = page("darcel-schlecht", "/board/deals?product=gtx-pro")
                .select("tbody th a[href$=" + number + "]")
                .attr("href");

        Document deal = page("darcel-schlecht", href);
        assertThat(deal.select("h1").text()).isEqualTo("Deal " + number);
        assertThat(deal.select(".tw-facts").text()).contains("Darcel Schlecht", "Prospecting", "GTX Pro");
        assertThat(deal.select("tbody td[data-label=What]").eachText()).contains("Deal entered a stage");
        assertThat(answer("melvin-marxen", href).getStatus()).isEqualTo(200);
        assertThat(answer("vicki-laflamme", href).getStatus()).isEqualTo(404);
        assertThat(answer("director", "/board/deals/D-0").getStatus()).isEqualTo(404);
        assertThat(answer("legal", href).getStatus()).isEqualTo(403);

        Document facts = page("director", "/board/facts?figure=revenue&" + YEAR);
        assertThat(facts.select("tbody th a").eachAttr("href")).containsExactly("/board/deals/D-2", "/board/deals/D-1");
        assertThat(page("vicki-laflamme", "/board/deals/D-2")
                        .select("tbody td[data-label=What]")
                        .eachText())
                .contains("Deal won");
        assertThat(answer("vicki-laflamme", "/board/deals/D-1").getStatus()).isEqualTo(404);
    }

    @Test
    void aCustomerIsFoundByTheBeginningOfTheName() throws Exception {
        Document board = page("director", "/board?customer=Kan-c");

        assertThat(board.select("input[name=customer]").attr("value")).isEqualTo("Kan-code");
        assertThat(board.select("datalist option").eachAttr("value")).hasSizeBetween(1, 100);
        assertThat(answer("director", "/board/customers?like=kan").getContentAsString(StandardCharsets.UTF_8))
                .contains("Kan-code")
                .doesNotContain("Hottechi");
        assertThat(alert("director", "/board?customer=Co"))
                .contains("how several customers begin")
                .contains("Condax");
        assertThat(answer("legal", "/board/customers?like=kan").getStatus()).isEqualTo(403);
    }

    @Test
    void whatIsBeyondOnesSightIsRefusedLikeWhatDoesNotExist() throws Exception {
        String others = alert("vicki-laflamme", "/board?rep=darcel-schlecht");

        assertThat(others.replace("darcel-schlecht", "nobody")).isEqualTo(alert("vicki-laflamme", "/board?rep=nobody"));
        assertThat(others).contains("choose one of vicki-laflamme.");
        assertThat(alert("melvin-marxen", "/board?rep=vicki-laflamme"))
                .contains("darcel-schlecht")
                .doesNotContain("kary-hendrixson");
        assertThat(alert("director", "/board?region=atlantis")).contains("region-central, region-east, region-west");
    }

    @Test
    void casesBehindTheServiceLevelsAreListedForWhoSeesTheBoard() throws Exception {
        String critical = "/board/cases?severity=critical&class=A&" + YEAR;

        assertThat(page("director", critical).select(".tw-empty").text()).isEqualTo("Nothing in this period.");
        assertThat(answer("director", "/board/cases").getStatus()).isEqualTo(422);
        assertThat(answer("director", critical.replace("/cases", "/cases.csv")).getStatus())
                .isEqualTo(200);
        assertThat(answer("legal", critical).getStatus()).isEqualTo(403);
    }

    private String alert(String person, String address) throws Exception {
        MockHttpServletResponse answer = answer(person, address);
        assertThat(answer.getStatus()).as(address).isEqualTo(422);
        return Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8))
                .select("[role=alert]")
                .text();
    }

    @Test
    void theFileOfTopAndLaggingHasAll() throws Exception {
        Document board = page("director", "/board?" + YEAR);
        String file = board.select("#leaders-by-rep a[href*=export.csv]").attr("href");

        assertThat(board.select("#leaders-by-rep tbody tr")).hasSize(10);
        assertThat(answer("director", file)
                        .getContentAsString(StandardCharsets.UTF_8)
                        .lines())
                .hasSizeGreaterThan(30);
    }

    @Test
    void aYearIsComparedOnce() throws Exception {
        jdbc.sql(
                        """
                        INSERT INTO kpi_fact (cause, kind, business_date, document, rep, amount, currency)
                        VALUES ('deal-won:D-1998', 'deal-won', '1998-03-03', 'D-1998', 'vicki-laflamme', 500, 'USD'),
                               ('deal-won:D-1999', 'deal-won', '1999-03-03', 'D-1999', 'vicki-laflamme', 500, 'USD')
                        """)
                .update();

        assertThat(tile(page("director", "/board?from=1999-01-01&to=1999-12-31"), "Revenue")
                        .select(".tw-changes li")
                        .eachText())
                .containsExactly("= the same as a year before (500.00)");
    }

    @Test
    void moneyIsWholeOnPaper() throws Exception {
        Element west = page("director", "/board?" + YEAR).select("#revenue-by-region td.tw-number").stream()
                .filter(cell -> cell.text().equals("500.50"))
                .findFirst()
                .orElseThrow();

        assertThat(west.attr("data-whole")).isEqualTo("501");
    }

    @Test
    void whatATileCountsIsOneClickAway() throws Exception {
        Element winRate = tile(page("director", "/board?" + YEAR), "Win rate");

        assertThat(winRate.select("details summary").text()).startsWith("What it counts");
        assertThat(winRate.select("details").hasAttr("open")).isFalse();
    }

    @Test
    void whoseWorkNeedsNoFiguresSeesNoBoard() throws Exception {
        assertThat(answer("legal", "/board").getStatus()).isEqualTo(403);
        assertThat(answer("legal", "/board/facts?figure=revenue").getStatus()).isEqualTo(403);
        assertThat(answer("legal", "/board/export.csv?panel=revenue-by-rep").getStatus())
                .isEqualTo(403);
    }

    @Test
    void aFilterThatCannotBeReadIsSaidOnThePage() throws Exception {
        MockHttpServletResponse answer = answer("director", "/board?from=soon");

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.getContentAsString())
                        .select("[role=alert]")
                        .text())
                .contains("'soon' is no date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region=nowhere",
                "team=team-nobody",
                "rep=nobody",
                "product=nothing",
                "customer=Nobody%20Inc",
                "customer=99999999999999999999",
                "month=13",
                "from=2031-02-30",
                "from=2031-05-01&to=2031-04-01",
                "rep=%27%3B--",
            })
    void aFilterThatMeansNothingIsRefusedKindly(String filter) throws Exception {
        MockHttpServletResponse answer = answer("director", "/board?" + filter);

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8))
                        .select("[role=alert]")
                        .text())
                .endsWith("No numbers are shown until that is put right.");
        assertThat(answer("director", "/board/export.csv?panel=won-and-lost&" + filter)
                        .getStatus())
                .isEqualTo(422);
    }

    @Test
    void aFilterThatCannotBeAppliedNeverWidensWhatIsShown() throws Exception {
        String filters = "region=region-west&customer=Nobody%20Inc&" + YEAR;

        MockHttpServletResponse answer = answer("director", "/board?" + filters);

        Document board = Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));
        assertThat(board.select(".tw-tile, [data-chart], main table, main a[href*=facts], .tw-filter a"))
                .isEmpty();
        assertThat(board.select("select[name=region] option[selected]").text()).isEqualTo("West");
        assertThat(board.select("input[name=from]").attr("value")).isEqualTo("2031-01-01");
        assertThat(board.select("input[name=to]").attr("value")).isEqualTo("2031-12-31");
        assertThat(board.select("input[name=customer][aria-invalid=true]").attr("value"))
                .isEqualTo("Nobody Inc");
        assertThat(board.select("#refusal").text()).contains("There is no customer 'Nobody Inc' here");
        assertThat(answer("director", "/board/facts?figure=revenue&" + filters).getStatus())
                .isEqualTo(422);
    }

    @Test
    void eachNumberStandsAgainstThePeriodBeforeAndTheYearBefore() throws Exception {
        Document may = page("director", "/board?from=2031-05-01&to=2031-05-31");
        assertThat(tile(may, "Revenue").select(".tw-changes li").eachText()).containsExactly();

        Clock then = Clock.fixed(Instant.parse("2031-12-31T12:00:00Z"), ZoneOffset.UTC);
        Selection second = new Selection(LocalDate.of(2031, 4, 1), LocalDate.of(2031, 6, 30), Map.of());
        Selection before =
                Earlier.PREVIOUS_PERIOD.find(second, LocalDate.now(then)).orElseThrow();
        Selection lastYear =
                Earlier.PREVIOUS_YEAR.find(second, LocalDate.now(then)).orElseThrow();
        assertThat(Change.of("the period before", "", Direction.HIGHER_IS_BETTER, revenue(second), revenue(before)))
                .extracting(Change::arrow, Change::text, Change::judgement, Change::before)
                .containsExactly("▼", "−50.0 %", "worse", "1,000.00");
        assertThat(Change.of("a year before", "", Direction.HIGHER_IS_BETTER, revenue(second), revenue(lastYear))
                        .text())
                .isEqualTo("nothing to compare with");
    }

    private FigureAnswer revenue(Selection selection) {
        return figures.answer("revenue", selection, null, Sight.EVERYTHING).orElseThrow();
    }

    @Test
    void everyPanelIsSavedWithTheFiltersOfThePage() throws Exception {
        Document board = page("director", "/board?region=region-west&" + YEAR);

        List<String> exports = board.select("a[href*=export.csv]").eachAttr("href");
        assertThat(exports).hasSizeGreaterThan(5);
        for (String export : exports) {
            MockHttpServletResponse answer = answer("director", export);
            assertThat(answer.getStatus()).as(export).isEqualTo(200);
            assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).doesNotContain("Darcel Schlecht");
        }
    }

    @Test
    void whoLagsBehindIsToldWithTheReason() throws Exception {
        Document board = page("director", "/board?" + YEAR);

        assertThat(board.select("#leaders-by-rep tbody tr").eachText())
                .anySatisfy(row ->
                        assertThat(row).startsWith("Darcel Schlecht 1,000.00").contains("ahead"))
                .anySatisfy(row -> assertThat(row).contains("lags behind").contains("nothing sold in this period"));
        assertThat(page("darcel-schlecht", "/board?" + YEAR).select("#leaders-by-rep"))
                .isEmpty();
    }

    @Test
    void whoWonNothingHasNoSizeOfDeals() throws Exception {
        Document board = page("director", "/board?" + YEAR);

        assertThat(board.select("#leaders-by-rep tbody tr").eachText())
                .as("the median of 1,000.00 and 500.50, not of everybody else's nothing")
                .anySatisfy(row -> assertThat(row)
                        .startsWith("Darcel Schlecht")
                        .satisfiesAnyOf(one -> assertThat(one).contains("median 750"), one -> assertThat(one)
                                .doesNotContain("larger deals")));
    }

    @Test
    void aPeriodWithoutSalesSaysSo() throws Exception {
        Document board = page("director", "/board?from=2033-01-01&to=2033-12-31");

        assertThat(board.select("#won-and-lost .tw-empty").text()).isEqualTo("Nothing in this period.");
        assertThat(board.select("#leaders-by-rep .tw-empty").text()).isEqualTo("Nothing in this period.");
        assertThat(tile(board, "Win rate").text()).contains("Nothing yet");
    }

    @Test
    void receivablesGrowOldByTheDaysTheyArePastDue() throws Exception {
        LocalDate today = workingTime.today();
        owed("I-1", "100.00", today.plusDays(3));
        owed("I-2", "20.00", today.minusDays(1));
        owed("I-3", "3.00", today.minusDays(90));
        owed("I-4", "0.40", today.minusDays(91));

        Document board = page("vicki-laflamme", "/board");

        assertThat(board.select("#receivables-by-rep tbody tr").eachText())
                .containsExactly(
                        "Total 123.40 100.00 20.00 0.00 3.00 0.40",
                        "Vicki Laflamme 123.40 100.00 20.00 0.00 3.00 0.40");
        Element overNinety = board.select("#receivables-by-rep tbody tr")
                .first()
                .select("td a")
                .get(5);
        assertThat(page("vicki-laflamme", overNinety.attr("href"))
                        .select("tbody th")
                        .eachText())
                .containsExactly("I-4");
        assertThat(page("darcel-schlecht", "/board")
                        .select("#receivables-by-rep")
                        .text())
                .doesNotContain("Vicki Laflamme", "123.40");
    }

    private void owed(String invoice, String amount, LocalDate dueOn) {
        jdbc.sql(
                        """
                        INSERT INTO kpi_fact (cause, kind, business_date, document, rep, amount, currency, due_on)
                        VALUES (:cause, 'instalment-agreed', :on, :invoice, 'vicki-laflamme', :amount, 'USD', :dueOn)
                        """)
                .param("cause", "instalment-agreed:" + invoice)
                .param("on", dueOn.minusDays(30))
                .param("invoice", invoice)
                .param("amount", new BigDecimal(amount))
                .param("dueOn", dueOn)
                .update();
    }

    @Test
    void approvalsAreToldByWhoDecidedThemAndByKind() throws Exception {
        decided(910001, "discount", "melvin-marxen", 1);
        decided(910002, "discount", "melvin-marxen", 3);
        decided(910003, "credit-release", "director", 2);

        Document board = page("director", "/board?from=2031-06-01&to=2031-06-30");

        assertThat(board.select("#approvals-by-decider tbody tr").eachText())
                .containsExactly(
                        "Total 3 100.0 % 2.0 2.8", "Melvin Marxen 2 100.0 % 2.0 2.8", "Dana Reeves 1 100.0 % 2.0 2.0");
        assertThat(board.select("#approvals-by-kind tbody th").eachText())
                .containsExactly("Total", "Discount", "Credit release");
        assertThat(page("celia-rouche", "/board?from=2031-06-01&to=2031-06-30")
                        .select("#approvals-by-decider .tw-empty")
                        .text())
                .isEqualTo("Nothing in this period.");
    }

    @Test
    void approvalsOfADeciderAndOfAKindAreListed() throws Exception {
        decided(910001, "discount", "melvin-marxen", 1);
        decided(910003, "credit-release", "director", 2);
        String june = "from=2031-06-01&to=2031-06-30";

        Document board = page("director", "/board?" + june);
        String marxens = board.select("#approvals-by-decider tbody td a[href*=melvin-marxen]")
                .attr("href");
        assertThat(page("director", marxens).select("tbody tr").eachText())
                .singleElement()
                .satisfies(row -> assertThat(row).startsWith("910001 Discount Approved 2031-06-03 Melvin Marxen"));
        assertThat(page("director", "/board/approvals?kind=credit-release&" + june)
                        .select("tbody th")
                        .eachText())
                .containsExactly("910003");
        assertThat(page("celia-rouche", "/board/approvals?kind=credit-release&" + june)
                        .select("tbody tr"))
                .isEmpty();
        assertThat(answer("legal", "/board/approvals?kind=discount").getStatus())
                .isEqualTo(403);
        assertThat(answer("director", "/board/approvals").getStatus()).isEqualTo(422);
        assertThat(answer("director", "/board/approvals.csv?kind=discount&" + june)
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("910001,Discount");
        assertThat(page("director", "/board?product=gtx-pro&" + june)
                        .select("#approvals-by-kind .tw-empty")
                        .text())
                .contains("not by product");
    }

    @Test
    void approvalsAreToldByRuleAndWhatTellsOurCostOnlyToWhoMaySeeIt() throws Exception {
        ApprovalRule discount = new ApprovalRule("Discount beyond the limit of sales reps", false);
        ApprovalRule floor = new ApprovalRule("The price is below the floor price.", true);
        ApprovalRule margin = new ApprovalRule("Margin below the limit of sales reps", true);
        decided(910001, "discount", "melvin-marxen", 1, discount, floor, margin);
        decided(910002, "discount", "melvin-marxen", 3, discount);
        decided(910003, "credit-release", "director", 2);
        decided(910004, "discount", "finance", 2, floor, margin);
        String june = "from=2031-06-01&to=2031-06-30";

        Document all = page("director", "/board?" + june);
        assertThat(all.select("#approvals-by-rule tbody tr").eachText())
                .containsExactly(
                        "Total 4 100.0 % 2.0 2.7",
                        "Discount beyond the limit of sales reps 2 100.0 % 2.0 2.8",
                        "Margin below the limit of sales reps 2 100.0 % 1.5 1.9",
                        "The price is below the floor price. 2 100.0 % 1.5 1.9",
                        "Not recorded 1 100.0 % 2.0 2.0");
        String belowFloor =
                all.select("#approvals-by-rule tbody td a[href*=floor]").attr("href");
        assertThat(page("director", belowFloor).select("tbody th").eachText())
                .containsExactlyInAnyOrder("910001", "910004");

        Document own = page("darcel-schlecht", "/board?" + june);
        assertThat(own.select("#approvals-by-rule tbody tr").eachText())
                .containsExactly(
                        "Total 4 100.0 % 2.0 2.7",
                        "Discount beyond the limit of sales reps 2 100.0 % 2.0 2.8",
                        "A rule of the price tables 1 100.0 % 2.0 2.0",
                        "Not recorded 1 100.0 % 2.0 2.0");
        assertThat(own.select("#approvals-by-rule").outerHtml()).doesNotContain("floor", "Margin");
        String masked =
                own.select("#approvals-by-rule tbody td a[href*=tables]").attr("href");
        assertThat(page("darcel-schlecht", masked).select("tbody th").eachText())
                .as("beside a rule that may be told, that there is another is not told")
                .containsExactly("910004");
        assertThat(page("darcel-schlecht", belowFloor).select("tbody th")).isEmpty();
        assertThat(page("celia-rouche", "/board?" + june)
                        .select("#approvals-by-rule .tw-empty")
                        .text())
                .isEqualTo("Nothing in this period.");
        assertThat(answer("legal", belowFloor).getStatus()).isEqualTo(403);
        assertThat(answer("director", belowFloor.replace("/board/approvals", "/board/approvals.csv"))
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("910001,Discount");
    }

    @Test
    void theFunnelHonoursProductAndCustomerAndOpensItsDeals() throws Exception {
        String ours = open("GTXPro");
        String other = open("MG Special");

        Document board = page("darcel-schlecht", "/board?product=gtx-pro");
        Element prospecting = board.select("#funnel tbody tr").first();
        String list = prospecting.select("td a").attr("href");
        assertThat(list).contains("product=gtx-pro").contains("stage=");
        Document deals = page("darcel-schlecht", "/board/deals?product=gtx-pro&stage=prospecting");
        assertThat(deals.select("tbody th").eachText()).contains(ours).doesNotContain(other);
        assertThat(page("vicki-laflamme", "/board/deals").select("tbody th").eachText())
                .doesNotContain(ours);
        assertThat(answer("vicki-laflamme", "/board/deals?rep=darcel-schlecht").getStatus())
                .isEqualTo(422);
        assertThat(answer("legal", "/board/deals").getStatus()).isEqualTo(403);
        assertThat(answer("director", "/board/deals?stage=won").getStatus()).isEqualTo(422);
        assertThat(answer("darcel-schlecht", "/board/deals.csv?product=gtx-pro")
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains(ours)
                .doesNotContain(other);
    }

    private String open(String product) {
        return deals.importOpen(List.of(new ImportedDeal(
                        UUID.randomUUID().toString(),
                        "darcel-schlecht",
                        null,
                        product,
                        Stage.PROSPECTING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)))
                .get(0)
                .dealNumber();
    }

    /** Decided so many working hours after it was asked for by Darcel Schlecht, on a Tuesday. */
    private void decided(long id, String kind, String by, int hours, ApprovalRule... rules) {
        Instant asked = Instant.parse("2031-06-03T10:00:00Z");
        events.publishEvent(new ApprovalRequested(id, kind, "D-9 v" + id, "darcel-schlecht", asked, List.of(rules)));
        events.publishEvent(new ApprovalDecided(
                id, kind, "D-9 v" + id, "approved", by, asked, asked.plus(Duration.ofHours(hours))));
    }

    @Test
    void attainmentStandsBesideTargetActualAndGap() throws Exception {
        assertThat(page("director", "/board?" + YEAR)
                        .select("#attainment-by-region .tw-empty")
                        .text())
                .isEqualTo("No target is published for this period.");

        jdbc.sql(
                        """
                        INSERT INTO kpi_fact (cause, kind, business_date, document, rep, team, region, amount, currency)
                        VALUES ('target-revenue:board-test', 'target-revenue', '2031-03-01', 'board-test', 'darcel-schlecht',
                                'team-melvin-marxen', 'region-central', 1250.00, 'USD')
                        """)
                .update();
        Document board = page("director", "/board?" + YEAR);

        assertThat(board.select("#attainment-by-region tbody tr").eachText())
                .containsExactly(
                        "Central 80.0 % 1,250.00 1,000.00 250.00",
                        "Without a target – – 500.50 −500.50", "Total 120.0 % 1,250.00 1,500.50 −250.50");
        assertThat(board.select("#attainment-by-rep tbody th").eachText())
                .containsExactly("Darcel Schlecht", "Without a target", "Total");
        assertThat(page("celia-rouche", "/board?" + YEAR).select("#attainment-by-rep tbody tr"))
                .isEmpty();
    }

    @Test
    void factsComeInPages() throws Exception {
        Document first = page("director", "/board/facts?figure=deals-won&page=0&" + YEAR);
        assertThat(first.select(".tw-pages").text()).isEqualTo("1–2 of 2");

        Document beyond = page("director", "/board/facts?figure=deals-won&page=7&" + YEAR);
        assertThat(beyond.text()).contains("There are no more facts.");
    }

    @Test
    void aPanelIsSavedAsASpreadsheetReadsIt() throws Exception {
        MockHttpServletResponse answer = answer("director", "/board/export.csv?panel=revenue-by-team&" + YEAR);

        assertThat(answer.getContentType()).startsWith("text/csv");
        assertThat(answer.getHeader("Content-Disposition")).contains("revenue-by-team.csv");
        assertThat(new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "\uFEFFTeam,Total,March 2031,May 2031",
                        "Melvin Marxen,1000.00,1000.00,",
                        "Celia Rouche,500.50,,500.50",
                        "Total,1500.50,1000.00,500.50");
    }

    @Test
    void aNameThatLooksLikeAFormulaComputesNothing() {
        Panel panel = new Panel(
                "p",
                "t",
                "n",
                null,
                List.of("=1+1", "", "", "Reached"),
                List.of(List.of(
                        Cell.text("=cmd|' /C calc'!A0"),
                        Cell.text("@SUM(A1)"),
                        Cell.text("Acme"),
                        Cell.value("share", "-0.05", null))));

        assertThat(new String(SpreadsheetFile.of(panel), StandardCharsets.UTF_8).lines())
                .containsExactly("\uFEFF'=1+1,,,Reached (%)", "'=cmd|' /C calc'!A0,'@SUM(A1),Acme,-5");
    }

    @Test
    void aNameThatLooksLikeMarkupStaysAName() throws Exception {
        Person vicki = people.get("vicki-laflamme");
        people.register(
                new Person(
                        vicki.userId(),
                        "</script><script>alert(1)</script>",
                        vicki.email(),
                        vicki.role(),
                        vicki.manager(),
                        vicki.team(),
                        vicki.region(),
                        vicki.language(),
                        true),
                null);

        Document board = page("director", "/board?" + YEAR);

        assertThat(board.select("#revenue-by-rep tbody th").eachText()).contains("</script><script>alert(1)</script>");
        assertThat(json.readTree(board.select("#revenue-by-rep script").html())
                        .get("labels")
                        .toString())
                .contains("alert(1)");
        assertThat(board.select("script:not([src])"))
                .allSatisfy(script -> assertThat(script.attr("type")).isEqualTo("application/json"));
    }

    private static Element tile(Document board, String title) {
        return board.select(".tw-tile").stream()
                .filter(tile -> tile.select("h3").text().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No tile '" + title + "' on the board"));
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
