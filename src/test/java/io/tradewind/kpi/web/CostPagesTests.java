package io.tradewind.kpi.web;

import static io.tradewind.support.PageToken.pageToken;
import static io.tradewind.support.Visitor.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.organization.People;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** The pages Costs and Forecast, and files of costs. */
@TradewindTest
@Transactional
class CostPagesTests {

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private People people;

    @Autowired
    private ImportJobs imports;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Web web;

    private MockMvc http;

    @BeforeEach
    void browser() {
        http = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "finance, 200, 200",
        "admin, 200, 200",
        "director, 200, 200",
        "gm, 200, 200",
        "auditor, 200, 200",
        "marketing, 200, 403",
        "product, 200, 200",
        "melvin-marxen, 403, 200",
        "darcel-schlecht, 403, 403",
        "support, 403, 403",
        "legal, 403, 403",
        "logistics, 403, 403",
        "service, 403, 403",
        "hr, 403, 403",
        "owner, 403, 403",
    })
    void whoseBusinessItIsSeesThePages(String person, int ofCosts, int ofForecast) throws Exception {
        assertThat(open(person, "/costs").getStatus()).as("costs").isEqualTo(ofCosts);
        assertThat(open(person, "/forecast").getStatus()).as("forecast").isEqualTo(ofForecast);
    }

    @Test
    void anAdjustmentOfTheForecastNamesItsCurrency() throws Exception {
        String month = java.time.YearMonth.now().plusMonths(1).toString();
        assertThat(send(
                                "melvin-marxen",
                                "/forecast",
                                Map.of(
                                        "entry",
                                        "fa-currency",
                                        "scope",
                                        "team-melvin-marxen",
                                        "month",
                                        month,
                                        "amount",
                                        "-70",
                                        "reason",
                                        "Tender moved"))
                        .getRedirectedUrl())
                .isEqualTo("/forecast");

        assertThat(document(open("melvin-marxen", "/forecast"))
                        .select("td[data-label=Adjustment]")
                        .eachText())
                .filteredOn(told -> !told.equals("–"))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told).endsWith(" USD"));
    }

    @Test
    void nobodyIsAskedToLogIn() {
        assertThat(web.nobody().get("/costs").statusCode()).isIn(302, 401);
        assertThat(web.nobody().get("/forecast").statusCode()).isIn(302, 401);
    }

    @Test
    void aCostSentTwiceIsBookedOnceAndTakenBack() throws Exception {
        Document page = document(open("finance", "/costs"));
        Map<String, String> form = Map.of(
                "entry", page.select("input[name=entry]").attr("value"),
                "category", "visit",
                "bookedOn", "2019-07-01",
                "amount", "1,250.50",
                "rep", "darcel-schlecht",
                "note", "Trip <b>North</b>");
        for (int again = 0; again < 2; again++) {
            assertThat(send("finance", "/costs", form).getRedirectedUrl()).isEqualTo("/costs");
        }
        Document book = document(open("finance", "/costs?show=visit"));
        assertThat(book.select("tbody tr:contains(2019-07-01)")).hasSize(1);
        assertThat(book.select("tbody tr:contains(2019-07-01)").text())
                .contains("1,250.50 USD", "Darcel Schlecht", "Trip <b>North</b>");

        String address = book.select("tbody tr:contains(2019-07-01) form").attr("action");
        assertThat(send("finance", address, Map.of("reason", "")).getStatus()).isEqualTo(422);
        assertThat(send("finance", address, Map.of("reason", "Wrong month")).getRedirectedUrl())
                .isEqualTo("/costs");
        assertThat(document(open("finance", "/costs?show=visit"))
                        .select("tbody tr:contains(2019-07-01)")
                        .text())
                .contains("-1,250.50 USD", "taken back", "Wrong month");
        assertThat(send("finance", address, Map.of("reason", "Again")).getStatus())
                .isEqualTo(422);
    }

    @Test
    void whatCannotBeBookedIsToldAndTheFormKeepsWhatWasTyped() throws Exception {
        MockHttpServletResponse answer = send(
                "finance",
                "/costs",
                Map.of(
                        "entry",
                        "e1",
                        "category",
                        "marketing",
                        "bookedOn",
                        "2019-07-01",
                        "amount",
                        "12,5",
                        "note",
                        "Fair"));

        assertThat(answer.getStatus()).isEqualTo(422);
        Document page = document(answer);
        assertThat(page.select("[role=alert]").text()).contains("like 1250.00");
        assertThat(page.select("input[name=note]").attr("value")).isEqualTo("Fair");
        assertThat(page.select("input[name=entry]").attr("value")).isEqualTo("e1");
    }

    @Test
    void whatIsTooLargeIsToldHowLargeItMayBeAndADayIsNamedAsItWasTyped() throws Exception {
        Map<String, String> cost = Map.of(
                "entry", "e2", "category", "marketing", "bookedOn", "2019-07-01", "amount", "10000000000000000000");
        assertThat(refusal("finance", "/costs", cost)).contains("not more than 9,999,999,999.99");
        Map<String, String> farAway = new HashMap<>(cost);
        farAway.put("bookedOn", "2626-07-01");
        assertThat(refusal("finance", "/costs", farAway))
                .isEqualTo("The day 2626-07-01 must lie between 1900 and 2100.");

        Map<String, String> adjustment = Map.of(
                "entry",
                "fa-5",
                "scope",
                "region-west",
                "month",
                java.time.YearMonth.now().plusMonths(1).toString(),
                "amount",
                "100000000000000000000",
                "reason",
                "A large tender");
        assertThat(refusal("director", "/forecast", adjustment)).contains("not exceed 9,999,999,999.99");
    }

    private String refusal(String person, String address, Map<String, String> form) throws Exception {
        MockHttpServletResponse answer = send(person, address, form);
        assertThat(answer.getStatus()).isEqualTo(422);
        return document(answer).select("[role=alert]").text();
    }

    @Test
    void marketingSeesAndBooksItsOwn() throws Exception {
        send(
                "finance",
                "/costs",
                Map.of("entry", "m1", "category", "selling", "bookedOn", "2019-07-02", "amount", "77.77"));
        send(
                "marketing",
                "/costs",
                Map.of("entry", "m2", "category", "marketing", "bookedOn", "2019-07-02", "amount", "88.88"));
        assertThat(send(
                                "marketing",
                                "/costs",
                                Map.of("entry", "m3", "category", "selling", "bookedOn", "2019-07-02", "amount", "1"))
                        .getStatus())
                .isEqualTo(422);

        assertThat(document(open("marketing", "/costs")).text())
                .contains("88.88")
                .doesNotContain("77.77");
        assertThat(document(open("marketing", "/costs?show=selling")).text()).doesNotContain("77.77");
        assertThat(document(open("auditor", "/costs")).text())
                .contains("88.88", "77.77")
                .doesNotContain("Enter a cost");
        long id = jdbc.queryForObject("SELECT id FROM cost_entry WHERE amount = 77.77", Long.class);
        assertThat(send("marketing", "/costs/" + id + "/take-back", Map.of("reason", "mine?"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(send("darcel-schlecht", "/costs/" + id + "/take-back", Map.of("reason", "mine?"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(send(
                                "darcel-schlecht",
                                "/costs",
                                Map.of("entry", "m4", "category", "selling", "bookedOn", "2019-07-02", "amount", "1"))
                        .getStatus())
                .isEqualTo(403);
    }

    /** An import commits; nothing else is dated there. */
    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void aFileOfCostsIsTakenOnceAndItsBadRowsAreToldWithTheirReason() throws IOException {
        String file =
                """
                Voucher,Type,Date,Cost,Sales Agent,Region,Comment
                K-1-%1$s,selling,2018-06-01,"1,000.00",Darcel Schlecht,,salary
                K-2-%1$s,marketing,2018-06-02,250.00,,Central,fair
                K-3-%1$s,rent,2018-06-03,10,,,
                K-4-%1$s,visit,2018-06-31,10,,,
                K-5-%1$s,visit,2018-06-04,-10,,,
                K-6-%1$s,visit,2018-06-05,10,Nobody Else,,
                K-1-%1$s,selling,2018-06-01,"1,000.00",Darcel Schlecht,,salary
                """
                        .formatted(UUID.randomUUID().toString().substring(0, 8));
        ImportJob first = take(file);
        assertThat(first.state()).isEqualTo("done");
        assertThat(first.done()).isEqualTo(3);
        assertThat(first.alreadyKnown()).isEqualTo(1);
        assertThat(first.rejected()).isEqualTo(4);
        assertThat(imports.rejections(first.id(), 10))
                .extracting(ImportJobs.Rejection::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("no category of costs"),
                        reason -> assertThat(reason).contains("2018-06-31"),
                        reason -> assertThat(reason).contains("without a minus"),
                        reason -> assertThat(reason).contains("Nobody Else"));

        ImportJob again = take(file);
        assertThat(again.alreadyKnown()).isEqualTo(3);
        assertThat(jdbc.queryForObject(
                        "SELECT sum(amount) FROM kpi_fact WHERE kind = 'selling-expense' AND business_date = '2018-06-01'",
                        String.class))
                .isEqualTo("1000.00");
        assertThat(jdbc.queryForObject(
                        "SELECT region FROM kpi_fact WHERE kind = 'marketing-expense' AND business_date = '2018-06-02'",
                        String.class))
                .isEqualTo("region-central");
    }

    private ImportJob take(String file) throws IOException {
        UUID id = imports.accept(
                "costs", "costs.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), null, "finance");
        imports.runWaiting();
        return imports.find(id, "finance").orElseThrow();
    }

    @Test
    void aManagerAdjustsTheOwnTeamAndTheDirectorARegion() throws Exception {
        String month = java.time.YearMonth.now().plusMonths(30).toString();
        Map<String, String> own = Map.of(
                "entry",
                "fa-1",
                "scope",
                "team-melvin-marxen",
                "month",
                month,
                "amount",
                "-500",
                "reason",
                "Tender moved");
        for (int again = 0; again < 2; again++) {
            assertThat(send("melvin-marxen", "/forecast", own).getRedirectedUrl())
                    .isEqualTo("/forecast");
        }
        Map<String, String> region = Map.of(
                "entry", "fa-2", "scope", "region-central", "month", month, "amount", "200", "reason", "New branch");
        assertThat(send("melvin-marxen", "/forecast", region).getStatus()).isEqualTo(422);
        assertThat(send("director", "/forecast", region).getRedirectedUrl()).isEqualTo("/forecast");
        Map<String, String> corrected = new HashMap<>(own);
        corrected.put("amount", "-600");
        assertThat(send("melvin-marxen", "/forecast", corrected).getStatus())
                .as("the same form with another amount does not pass for entered")
                .isEqualTo(422);
        assertThat(send("darcel-schlecht", "/forecast", own).getStatus()).isEqualTo(403);
        assertThat(send(
                                "finance",
                                "/forecast",
                                Map.of(
                                        "entry",
                                        "fa-3",
                                        "scope",
                                        "region-west",
                                        "month",
                                        month,
                                        "amount",
                                        "1",
                                        "reason",
                                        "x y"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(send(
                                "director",
                                "/forecast",
                                Map.of(
                                        "entry",
                                        "fa-4",
                                        "scope",
                                        "region-west",
                                        "month",
                                        "2017-01",
                                        "amount",
                                        "1",
                                        "reason",
                                        "too late"))
                        .getStatus())
                .isEqualTo(422);

        String whole = "?month=" + month;
        assertThat(figure("director", "forecast-adjustment" + whole)).contains("\"total\":\"-300.00\"");
        assertThat(figure("melvin-marxen", "forecast-adjustment" + whole)).contains("\"total\":\"-500.00\"");
        assertThat(figure("director", "forecast" + whole)).contains("\"total\":\"0.00\"");
        assertThat(figure("director", "forecast-adjusted" + whole + "&by=team"))
                .contains("\"total\":\"-300.00\"", "\"key\":\"\"", "\"value\":\"200.00\"");
        assertThat(document(open("melvin-marxen", "/forecast")).text())
                .contains("Tender moved")
                .doesNotContain("New branch");
    }

    private String figure(String person, String address) throws Exception {
        return open(person, "/api/figures/" + address).getContentAsString();
    }

    private MockHttpServletResponse open(String person, String address) throws Exception {
        return perform(person, get(java.net.URI.create(address)));
    }

    private MockHttpServletResponse send(String person, String address, Map<String, String> form) throws Exception {
        MockHttpServletRequestBuilder request = post(address).with(pageToken());
        form.forEach(request::param);
        return perform(person, request);
    }

    private MockHttpServletResponse perform(String person, MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request.with(user(person, people.get(person).role())))
                .andReturn()
                .getResponse();
    }

    private static Document document(MockHttpServletResponse answer) throws Exception {
        return Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));
    }
}
