package io.tradewind.planning.web;

import static io.tradewind.support.PageToken.pageToken;
import static io.tradewind.support.Visitor.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.planning.Measure;
import io.tradewind.planning.NewPlan;
import io.tradewind.planning.Replans;
import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** Every test's plan goes with its transaction. */
@TradewindTest
@Transactional
class TargetPagesTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private TargetPlans plans;

    @Autowired
    private Replans replans;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private EngineSteps steps;

    private MockMvc http;
    private String number;

    @BeforeEach
    void aDraft() {
        http = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        steps.as(
                "director",
                () -> number = plans.propose(new NewPlan(
                        workingTime.today().getYear() + 5,
                        Map.of(
                                Measure.REVENUE, new BigDecimal("3500000"),
                                Measure.CASH, new BigDecimal("3000000"),
                                Measure.MARGIN, new BigDecimal("1500000"),
                                Measure.NEW_CUSTOMERS, new BigDecimal("70")),
                        null,
                        2)));
    }

    @Test
    void theDirectorSeesTheWholeCompany() throws Exception {
        http.perform(get("/targets").param("plan", number).with(user("director", "sales-director")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Team Melvin Marxen")))
                .andExpect(content().string(containsString("Team Cara Losch")))
                .andExpect(content().string(containsString("Gross margin")))
                .andExpect(content().string(containsString("name=\"v|company|revenue\"")));
    }

    @Test
    void aManagerSeesTheOwnTeamOnceItIsPutToThem() throws Exception {
        http.perform(get("/targets").param("plan", number).with(user("melvin-marxen", "sales-manager")))
                .andExpect(status().isNotFound());
        plans.hand(number, TargetPlan.State.TEAMS);

        http.perform(get("/targets").param("plan", number).with(user("melvin-marxen", "sales-manager")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"v|" + REP + "|revenue\"")))
                .andExpect(content().string(not(containsString("v|team-melvin-marxen|revenue"))))
                .andExpect(content().string(not(containsString("Cara Losch"))));
    }

    @Test
    void aRepSeesTheOwnTargetsWithoutTheMargin() throws Exception {
        plans.hand(number, TargetPlan.State.REPS);

        http.perform(get("/targets").param("plan", number).with(user(REP, "sales-rep")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Darcel Schlecht")))
                .andExpect(content().string(not(containsString("Gross margin"))))
                .andExpect(content().string(not(containsString("Team Melvin Marxen"))))
                .andExpect(content().string(not(containsString("Lajuana Vencill"))));
        http.perform(get("/targets/" + number + "/targets.csv").with(user(REP, "sales-rep")))
                .andExpect(content().string(containsString(REP)))
                .andExpect(content().string(not(containsString("margin"))))
                .andExpect(content().string(not(containsString("company,"))));
        http.perform(post("/targets/" + number + "/values")
                        .param("v|" + REP + "|revenue", "1")
                        .param("revision", "0")
                        .with(pageToken())
                        .with(user(REP, "sales-rep")))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hr", "logistics", "marketing", "legal"})
    void nobodyElseSeesTargets(String role) throws Exception {
        http.perform(get("/targets").with(user(role, role))).andExpect(status().isForbidden());
        http.perform(get("/targets/" + number + "/targets.csv").with(user(role, role)))
                .andExpect(status().isForbidden());
    }

    @Test
    void financeReadsAndChangesNothing() throws Exception {
        http.perform(get("/targets").param("plan", number).with(user("finance", "finance")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("name=\"v|"))));
        http.perform(post("/targets/" + number + "/spread")
                        .param("node", "company")
                        .param("measure", "cash")
                        .with(pageToken())
                        .with(user("finance", "finance")))
                .andExpect(status().isForbidden());
    }

    @Test
    void whatIsDownloadedCanBeReadInAgain() throws Exception {
        String file = download();
        BigDecimal before = plans.breakdown(number).value(REP, Measure.REVENUE);

        read(file.replace(
                        REP + ",Darcel Schlecht,team-melvin-marxen," + before.toPlainString(),
                        REP + ",Darcel Schlecht,team-melvin-marxen,"
                                + before.add(BigDecimal.TEN).toPlainString()))
                .andExpect(status().is3xxRedirection());

        assertThat(plans.breakdown(number).value(REP, Measure.REVENUE))
                .isEqualByComparingTo(before.add(BigDecimal.TEN));
        http.perform(get("/targets").param("plan", number).with(user("director", "sales-director")))
                .andExpect(content().string(containsString("parts exceed by 10.00")))
                .andExpect(content().string(containsString("Darcel has the larger part of the city")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "node,revenue,cash,margin\\ncompany,1,1,1 # no column &#39;new-customers&#39;",
                "node,revenue,cash,margin,new-customers\\ndarcel-schlecht,many,1,1,1 # Row 2, column revenue: &#39;many&#39; is not a number",
                "node,revenue,cash,margin,new-customers,taken from\\ndarcel-schlecht,-1,1,1,1,@ # is negative",
                "node,revenue,cash,margin,new-customers\\ndarcel-schlecht,1,1,1,1\\ndarcel-schlecht,1,1,1,1 # Row 3, column node: &#39;darcel-schlecht&#39; stands in the file twice",
                "node,revenue,cash,margin,new-customers,taken from\\nnobody,1,1,1,1,@ # There is no &#39;nobody&#39;",
                "node,revenue,cash,margin,new-customers\\ndarcel-schlecht,1,1,1,1 # does not say from which state",
                "node,revenue,cash,margin,new-customers,taken from\\ndarcel-schlecht,1,1,1,1,TP-1999-000001 at 1 # was taken from TP-1999-000001",
                "node,revenue,cash,margin,new-customers\\ndarcel-schlecht,1 # Row 2 has 2 columns",
            })
    void aFileWithAnythingWrongChangesNothing(String file, String why) throws Exception {
        String before = download();

        read(file.strip()
                        .replace("\\n", "\n")
                        .replace("@", number + " at " + plans.get(number).revision()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString(why)));

        assertThat(download()).isEqualTo(before);
    }

    @Test
    void aFileWhoseEncodingCannotBeToldChangesNothing() throws Exception {
        String before = download();
        String file = before + "Łódź,Świętochłowice,Żółw,1,2,3";

        read(file.getBytes(Charset.forName("windows-1250")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Save it as &quot;CSV UTF-8&quot;.")));
        read((before + "L\uFFFDd\uFFFD,1").getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("The file has lost letters.")));

        assertThat(download()).isEqualTo(before);
    }

    @Test
    void aSpreadsheetsOldEncodingIsRead() throws Exception {
        BigDecimal before = plans.breakdown(number).value(REP, Measure.REVENUE);
        String file = download()
                .replace("\uFEFF", "")
                .replace("Darcel Schlecht", "Därcel Schlecht")
                .replace(
                        "Därcel Schlecht,team-melvin-marxen," + before.toPlainString(),
                        "Därcel Schlecht,team-melvin-marxen,"
                                + before.add(BigDecimal.TEN).toPlainString());

        read(file.getBytes(Charset.forName("windows-1252"))).andExpect(status().is3xxRedirection());

        assertThat(plans.breakdown(number).value(REP, Measure.REVENUE))
                .isEqualByComparingTo(before.add(BigDecimal.TEN));
    }

    @Test
    void aTargetBecomesAnotherOnlyWithAReason() throws Exception {
        String revision = String.valueOf(plans.get(number).revision());

        act("values", "revision", revision, "spread", "yes", "v|" + REP + "|revenue", "120000")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Say why the targets become others")));
        act("values", "revision", revision, "spread", "yes", "reason", "x", "v|" + REP + "|revenue", "99999999")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("cannot both stay")));
    }

    @Test
    void whatIsEnteredStaysWhenTheRestIsSpread() throws Exception {
        BigDecimal team = plans.breakdown(number).value("team-melvin-marxen", Measure.REVENUE);
        act(
                        "values",
                        "revision",
                        String.valueOf(plans.get(number).revision()),
                        "spread",
                        "yes",
                        "reason",
                        "The larger part of the city",
                        "v|" + REP + "|revenue",
                        "120000")
                .andExpect(status().is3xxRedirection());

        assertThat(plans.breakdown(number).value(REP, Measure.REVENUE)).isEqualByComparingTo("120000");
        assertThat(plans.breakdown(number).value("team-melvin-marxen", Measure.REVENUE))
                .isEqualByComparingTo(team);
        assertThat(plans.gaps(number)).isEmpty();
        plans.hand(number, TargetPlan.State.REPS);
        http.perform(get("/targets").param("plan", number).with(user("gladys-colclough", "sales-rep")))
                .andExpect(content().string(containsString("by Dana Reeves")))
                .andExpect(content().string(containsString("The larger part of the city")));
    }

    @Test
    void productsGoOutAndComeBackInTheSpreadsheet() throws Exception {
        act("mix", "node", "company", "p|gtx-pro", "60", "p|gtk-500", "40").andExpect(status().is3xxRedirection());
        List<String> cells = new ArrayList<>(row(download()));
        int pro = header(download()).indexOf("percent of gtx-pro");
        assertThat(cells.get(pro)).isEqualTo("60");
        String file = download().lines().findFirst().orElseThrow() + "\n";
        cells.set(pro, "50");
        read(file + String.join(",", cells))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("add up to 90 %")));

        cells.set(header(download()).indexOf("percent of gtk-500"), "50");
        read(file + String.join(",", cells)).andExpect(status().is3xxRedirection());

        assertThat(plans.breakdown(number).products(REP).get("gtx-pro")).isEqualByComparingTo("0.5");
        assertThat(plans.breakdown(number).products("gladys-colclough").get("gtx-pro"))
                .as("whose row is not in the file goes on following the company")
                .isEqualByComparingTo("0.6");
    }

    @Test
    void aFileTakenBeforeTheLastChangeIsRefused() throws Exception {
        String old = download();
        act("mix", "node", REP, "p|gtx-pro", "100").andExpect(status().is3xxRedirection());

        read(old)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Download the plan anew")));
        assertThat(plans.breakdown(number).products(REP)).hasSize(1);
    }

    @Test
    void whatIsRefusedStaysTyped() throws Exception {
        act(
                        "values",
                        "revision",
                        String.valueOf(plans.get(number).revision()),
                        "reason",
                        "He moves to the city",
                        "spread",
                        "yes",
                        "v|" + REP + "|revenue",
                        "123,456.7x")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Revenue of Darcel Schlecht: &#39;123,456.7x&#39;")))
                .andExpect(content().string(containsString("value=\"123,456.7x\"")))
                .andExpect(content().string(containsString("value=\"He moves to the city\"")))
                .andExpect(content().string(containsString("value=\"yes\" checked")));
    }

    @Test
    void numbersAreEnteredAsThePageWritesThem() throws Exception {
        act(
                        "values",
                        "revision",
                        String.valueOf(plans.get(number).revision()),
                        "reason",
                        "Rounded",
                        "spread",
                        "yes",
                        "v|company|revenue",
                        "3,600,000.00")
                .andExpect(status().is3xxRedirection());
        assertThat(plans.breakdown(number).value("company", Measure.REVENUE)).isEqualByComparingTo("3600000");
        http.perform(get("/targets").param("plan", number).with(user("director", "sales-director")))
                .andExpect(content().string(containsString("value=\"3,600,000.00\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234.567,89 | 1234567.89",
                "1234567,5    | 1234567.5",
                "1234567.5    | 1234567.5",
            })
    void europeanNumbersBetweenSemicolons(String written, String meant) {
        assertThat(TargetFile.read(european(written)).values().get("x").get(Measure.REVENUE))
                .isEqualByComparingTo(meant);
    }

    @Test
    void whatCanBeReadInTwoWaysIsNotGuessed() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TargetFile.read(european("500,000")))
                .hasMessageContaining("Row 2, column revenue")
                .hasMessageContaining("two ways");
    }

    private static byte[] european(String revenue) {
        return ("node;revenue;cash;margin;new-customers;taken from\nx;" + revenue + ";1;1;1;TP-2031-000001 at 3")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void monthsGoOutAndComeBackInTheSpreadsheet() throws Exception {
        List<String> cells = row(download());
        int january = header(download()).indexOf("revenue 01");
        BigDecimal moved = new BigDecimal("1000");
        String changed = changed(cells, january, moved.negate(), january + 1, moved);

        read(changed).andExpect(status().is3xxRedirection());

        List<BigDecimal> months = plans.months(number).get(REP).get(Measure.REVENUE);
        assertThat(months.get(0)).isEqualByComparingTo(new BigDecimal(cells.get(january)).subtract(moved));
        assertThat(months.get(1)).isEqualByComparingTo(new BigDecimal(cells.get(january + 1)).add(moved));
        assertThat(months.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(plans.breakdown(number).value(REP, Measure.REVENUE));
        assertThat(plans.months(number).get("company").get(Measure.REVENUE).stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("3500000");
    }

    @Test
    void monthsThatDoNotAddUpToTheYearAreRefused() throws Exception {
        String before = download();
        int january = header(before).indexOf("revenue 01");

        read(changed(row(before), january, BigDecimal.ONE, january + 1, BigDecimal.ONE))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Darcel Schlecht: the months in the file add up to")));

        assertThat(download().replaceAll(" at \\d+", "")).isEqualTo(before.replaceAll(" at \\d+", ""));
    }

    @Test
    void theMonthsOfATeamAreSums() throws Exception {
        String before = download();
        int january = header(before).indexOf("revenue 01");
        String team = before.lines()
                .filter(line -> line.startsWith("team-melvin-marxen,"))
                .findFirst()
                .orElseThrow();
        List<String> cells = new ArrayList<>(List.of(team.split(",", -1)));
        cells.set(january, "1.00");

        read(before.replace(team, String.join(",", cells)))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("are the sums of their parts")));
    }

    @Test
    void aSpreadsheetWithDecimalCommasIsUnderstood() throws Exception {
        String european = download().replace(",", ";").replace(".", ",");

        read(european).andExpect(status().is3xxRedirection());

        assertThat(plans.breakdown(number).value("company", Measure.REVENUE)).isEqualByComparingTo("3500000");
    }

    @Test
    void everythingOfADraftIsSetOnThePage() throws Exception {
        String[] weights = new String[24];
        for (int month = 0; month < 12; month++) {
            weights[2 * month] = "m" + (month + 1);
            weights[2 * month + 1] = month == 11 ? "2" : "1";
        }
        act("season", weights).andExpect(status().is3xxRedirection());
        assertThat(plans.breakdown(number).seasons().get(11)).isEqualByComparingTo("2");
        act("season", "m1", "1").andExpect(status().isUnprocessableEntity());
        act("mix", "node", REP, "p|gtx-pro", "60", "p|gtk-500", "40").andExpect(status().is3xxRedirection());
        assertThat(plans.breakdown(number).products(REP)).hasSize(2);
        act("mix", "node", REP, "p|gtx-pro", "60")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("add up to 60 %")));
        act("customer", "rep", REP, "customer", "Nobody & Sons")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("There is no customer")));
        act("join", "rep", REP).andExpect(status().isUnprocessableEntity());
        act("leave", "rep", REP)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("is a re-plan")));
        act("ask").andExpect(status().isUnprocessableEntity());
    }

    @Test
    void aChangeWithinTheYearBeginsOnThePageAndIsCompared() throws Exception {
        steps.as("director", () -> plans.publish(number));
        http.perform(post("/targets/replan")
                        .param("plan", number)
                        .param("firstMonth", "13")
                        .param("reason", "A large customer moved")
                        .with(pageToken())
                        .with(user("director", "sales-director")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("A change begins in month")));
        String place = http.perform(post("/targets/replan")
                        .param("plan", number)
                        .param("firstMonth", "7")
                        .param("reason", "Darcel leaves")
                        .with(pageToken())
                        .with(user("director", "sales-director")))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        String first = number;
        number = place.substring(place.indexOf('=') + 1);
        act("leave", "rep", REP).andExpect(status().is3xxRedirection());
        act("join", "rep", "nobody-here").andExpect(status().isUnprocessableEntity());
        String was =
                io.tradewind.engine.variables.Shown.money(plans.breakdown(first).value(REP, Measure.REVENUE));
        String is = io.tradewind.engine.variables.Shown.money(
                plans.breakdown(number).value(REP, Measure.REVENUE));
        http.perform(get("/targets").param("plan", number).with(user("director", "sales-director")))
                .andExpect(content().string(containsString("It changes version 1 from July")))
                .andExpect(content().string(containsString("data-changed=\"" + REP + "\"")))
                .andExpect(content().string(containsString("data-changed=\"pool:team-melvin-marxen\"")))
                .andExpect(content().string(containsString("Revenue " + was + " → " + is)))
                .andExpect(content().string(containsString("Begun by Dana Reeves on")));

        http.perform(get("/targets")
                        .param("plan", number)
                        .param("with", first)
                        .with(user("director", "sales-director")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("with the difference to " + first)))
                .andExpect(content()
                        .string(containsString("−"
                                + io.tradewind.engine.variables.Shown.money(plans.breakdown(first)
                                        .value(REP, Measure.REVENUE)
                                        .subtract(plans.breakdown(number).value(REP, Measure.REVENUE))))));
    }

    @Test
    void aChangeThatNobodyGoesOnWithIsGivenUpAndTheYearIsFreeAgain() throws Exception {
        steps.as("director", () -> plans.publish(number));
        steps.as(
                "melvin-marxen",
                () -> number = replans.replan(workingTime.today().getYear() + 5, 3, "Perhaps"));
        for (String[] other : new String[][] {{"cara-losch", "sales-manager"}, {REP, "sales-rep"}}) {
            http.perform(post("/targets/" + number + "/give-up")
                            .param("reason", "Not mine")
                            .with(pageToken())
                            .with(user(other[0], other[1])))
                    .andExpect(status().isNotFound());
        }
        act("give-up", "reason", " ").andExpect(status().isUnprocessableEntity());
        act("give-up", "reason", "Melvin is away and it was never asked for").andExpect(status().is3xxRedirection());

        http.perform(get("/targets").param("plan", number).with(user("director", "sales-director")))
                .andExpect(content().string(containsString("given up by Dana Reeves on")))
                .andExpect(content().string(containsString("Melvin is away and it was never asked for")));
        act("give-up", "reason", "Again").andExpect(status().isUnprocessableEntity());
        steps.as("director", () -> assertThat(replans.replan(workingTime.today().getYear() + 5, 3, "Now"))
                .isNotEqualTo(number));
    }

    @Test
    void aPotentialNeedsAReasonAndAPlace() throws Exception {
        for (String[] wrong : new String[][] {{"region-nowhere", "5", "Why"}, {REP, "-5", "Why"}, {REP, "5", " "}}) {
            potential(wrong).andExpect(status().isUnprocessableEntity());
        }
        potential(REP, "5", "Half of the city").andExpect(status().is3xxRedirection());
        http.perform(get("/targets").with(user("director", "sales-director")))
                .andExpect(content().string(containsString("Half of the city")));
    }

    private org.springframework.test.web.servlet.ResultActions potential(String... values) throws Exception {
        return http.perform(post("/targets/potential")
                .param("scope", values[0])
                .param("potential", values[1])
                .param("reason", values[2])
                .with(pageToken())
                .with(user("director", "sales-director")));
    }

    private org.springframework.test.web.servlet.ResultActions act(String what, String... values) throws Exception {
        var request =
                post("/targets/" + number + "/" + what).with(pageToken()).with(user("director", "sales-director"));
        for (int i = 0; i < values.length; i += 2) {
            request.param(values[i], values[i + 1]);
        }
        return http.perform(request);
    }

    private static List<String> header(String file) {
        return List.of(file.lines().findFirst().orElseThrow().split(","));
    }

    private static List<String> row(String file) {
        return List.of(file.lines()
                .filter(line -> line.startsWith(REP + ","))
                .findFirst()
                .orElseThrow()
                .split(",", -1));
    }

    private String changed(List<String> cells, int one, BigDecimal by, int other, BigDecimal byToo) throws Exception {
        List<String> changed = new ArrayList<>(cells);
        changed.set(one, new BigDecimal(cells.get(one)).add(by).toPlainString());
        changed.set(other, new BigDecimal(cells.get(other)).add(byToo).toPlainString());
        // the team's, region's and company's months follow: their rows are left out
        return download().lines().findFirst().orElseThrow() + "\n" + String.join(",", changed);
    }

    private String download() throws Exception {
        return http.perform(get("/targets/" + number + "/targets.csv").with(user("director", "sales-director")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private org.springframework.test.web.servlet.ResultActions read(String file) throws Exception {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private org.springframework.test.web.servlet.ResultActions read(byte[] file) throws Exception {
        return http.perform(multipart("/targets/" + number + "/import")
                .file(new MockMultipartFile("file", "t.csv", "text/csv", file))
                .param("reason", "Darcel has the larger part of the city")
                .with(pageToken())
                .with(user("director", "sales-director")));
    }
}
