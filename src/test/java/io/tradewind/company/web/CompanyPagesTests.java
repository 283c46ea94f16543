package io.tradewind.company.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.calendar.Holidays;
import io.tradewind.calendar.Holidays.Holiday;
import io.tradewind.catalog.Products;
import io.tradewind.engine.audit.AuditTrail;
import io.tradewind.organization.People;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class CompanyPagesTests {

    private static final LocalDate DAY = LocalDate.of(2089, 3, 7);

    @Autowired
    private Web web;

    @Autowired
    private People people;

    @Autowired
    private Products products;

    @Autowired
    private Holidays holidays;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aPersonIsEnteredChangedAndLeaves() {
        Web.Client admin = web.browser("admin");
        Map<String, String> form = Map.of(
                "userId", "pat-of-pages",
                "name", "Pat Pages",
                "email", "pat@example.com",
                "role", "product",
                "manager", "",
                "active", "yes");

        assertThat(send(admin, "/company/people", form).statusCode()).isEqualTo(302);
        assertThat(admin.get("/company/people?userId=pat-of-pages").body())
                .contains("value=\"pat@example.com\"", "<td data-label=\"User id\">pat-of-pages</td>");

        assertThat(send(admin, "/company/people", with(with(form, "known", "pat-of-pages"), "active", "no"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(people.get("pat-of-pages").active()).isFalse();
        assertThat(send(admin, "/company/people", with(with(form, "known", "pat-of-pages"), "active", "perhaps"))
                        .body())
                .contains("Say whether the person works here: yes or no.");
        assertThat(people.get("pat-of-pages").active()).isFalse();
        assertThat(send(admin, "/company/people", form).body()).contains("is Pat Pages. Choose that name below");
        assertThat(admin.get("/company/people").body()).contains("Pat Pages</a><span> (has left)</span>");
    }

    @Test
    void whatIsRefusedComesBackAsItWasTyped() {
        Web.Client admin = web.browser("admin");

        HttpResponse<String> answer = send(
                admin,
                "/company/people",
                Map.of("userId", "pat-again", "name", "Pat <b>Again", "email", "pat", "role", "hr"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("is no e-mail address", "value=\"Pat &lt;b&gt;Again\"", "value=\"hr\" selected");
        assertThat(people.find("pat-again")).isEmpty();
    }

    @Test
    void controlCharactersAreToldAtTheirFieldAndTheRestStaysTyped() {
        HttpResponse<String> answer = send(
                web.browser("admin"),
                "/company/people",
                Map.of(
                        "userId",
                        "pat-again",
                        "name",
                        "Pat\u0000 \u202eAgain",
                        "email",
                        "pat@example.com",
                        "role",
                        "hr"));

        assertThat(answer.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("#refusal + input#name[aria-invalid=true]").attr("value"))
                .isEqualTo("Pat Again");
        assertThat(page.select("#refusal").text()).contains("characters that cannot be kept");
        assertThat(page.select("input#email").attr("value")).isEqualTo("pat@example.com");
        assertThat(page.select("[role=alert]")).hasSize(1);
    }

    @Test
    void ofTwoWhoEnterTheSameAtOnceNoneIsToldOfAFailure() throws Exception {
        List<Web.Client> two = List.of(web.browser("finance"), web.browser("admin"));
        List<Map<String, String>> said = List.of(
                Map.of("code", "twin-1", "name", "Twin Mill", "series", "Twins", "listPrice", "5", "unitCost", "1"),
                Map.of("code", "twin-2", "name", "Twin Mill", "series", "Twins", "listPrice", "5", "unitCost", "1"));
        try {
            for (int round = 0; round < 5; round++) {
                assertThat(atOnce(two, "/company/products", said)).containsExactlyInAnyOrder(302, 422);
                assertThat(jdbc.sql("DELETE FROM product WHERE series = 'Twins'")
                                .update())
                        .isOne();
            }
        } finally {
            jdbc.sql("DELETE FROM product WHERE series = 'Twins'").update();
        }
    }

    @Test
    void ofTwoWhoEnterTheSamePersonInANewRegionAtOnceOneIsToldOrBothMeantTheSame() throws Exception {
        List<Web.Client> two = List.of(web.browser("admin"), web.browser("admin"));
        Map<String, String> form = Map.of(
                "userId", "twin-of-pages",
                "name", "Twin Pages",
                "email", "twin@example.com",
                "role", "hr",
                "region", "Twin Coast",
                "new", "yes");

        assertThat(atOnce(two, "/company/people", List.of(form, form))).allMatch(List.of(302, 422)::contains);

        assertThat(people.get("twin-of-pages").region()).isEqualTo("region-twin-coast");
        send(two.get(0), "/company/people", with(with(form, "known", "twin-of-pages"), "active", "no"));
    }

    private static List<Integer> atOnce(List<Web.Client> browsers, String page, List<Map<String, String>> forms)
            throws Exception {
        CyclicBarrier together = new CyclicBarrier(browsers.size());
        ExecutorService threads = Executors.newFixedThreadPool(browsers.size());
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < browsers.size(); i++) {
                Web.Client browser = browsers.get(i);
                Map<String, String> form = with(
                        forms.get(i), "_csrf", Web.hiddenToken(browser.get(page).body()));
                answers.add(threads.submit(() -> {
                    together.await();
                    return browser.submit(page, form).statusCode();
                }));
            }
            List<Integer> all = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nobodyTakesAdministrationFromThemselves() {
        HttpResponse<String> answer = send(
                web.browser("admin"),
                "/company/people",
                Map.of(
                        "known",
                        "admin",
                        "userId",
                        "admin",
                        "name",
                        "Ada Minor",
                        "email",
                        "admin@tradewind.example",
                        "role",
                        "hr"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("You cannot take administration from yourself");
        assertThat(people.get("admin").role()).isEqualTo("camunda-admin");
    }

    @Test
    void aProductThatIsThereIsChangedOnlyByWhoChoseIt() {
        Web.Client finance = web.browser("finance");
        Map<String, String> said = Map.of(
                "code", "slip-mill-1", "name", "Slip Mill One", "series", "Slips", "listPrice", "500", "unitCost", "1");
        try {
            assertThat(send(finance, "/company/products", said).statusCode()).isEqualTo(302);
            Map<String, String> slip = with(with(said, "name", "Overwritten By Slip"), "listPrice", "1");

            HttpResponse<String> answer = send(finance, "/company/products", slip);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(Jsoup.parse(answer.body()).select("#refusal").text())
                    .isEqualTo("'slip-mill-1' is Slip Mill One. Choose that name below to change it, or take another"
                            + " code.");
            assertThat(products.get("slip-mill-1").listPrice()).isEqualByComparingTo("500");
            assertThat(send(finance, "/company/products", with(with(slip, "name", "Slip-Mill 1"), "code", ""))
                            .statusCode())
                    .as("a code that is made from the name")
                    .isEqualTo(422);

            assertThat(finance.get("/company/products?code=slip-mill-1").body())
                    .contains("name=\"known\" value=\"slip-mill-1\"");
            assertThat(send(finance, "/company/products", with(slip, "known", "slip-mill-1"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(products.get("slip-mill-1").name()).isEqualTo("Overwritten By Slip");
        } finally {
            jdbc.sql("DELETE FROM product WHERE series = 'Slips'").update();
        }
    }

    @Test
    void aPriceThatIsNoneIsRefusedAndChangesNothing() {
        Web.Client finance = web.browser("finance");
        var before = products.all();

        HttpResponse<String> answer = send(
                finance,
                "/company/products",
                Map.of("code", "gtx-pro", "name", "GTX Pro", "series", "GTX", "listPrice", "12e3", "unitCost", "1"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("at most two decimals", "value=\"12e3\"");
        assertThat(products.all()).isEqualTo(before);
    }

    @Test
    void aHolidayIsEnteredAndTakenBack() {
        Web.Client hr = web.browser("hr");

        send(hr, "/company/holidays", Map.of("day", DAY.toString(), "name", "Founders", "region", "East"));
        assertThat(holidays.from(DAY)).containsExactly(new Holiday("region-east", DAY, "Founders"));
        assertThat(hr.get("/company/holidays").body()).contains("Founders", "region-east");
        assertThat(send(hr, "/company/holidays", Map.of("day", DAY.toString(), "name", "x", "region", "Moon"))
                        .body())
                .contains("Nobody works in &#39;Moon&#39;");

        send(web.browser("admin"), "/company/holidays/revoke", Map.of("day", DAY.toString(), "region", "region-east"));
        assertThat(holidays.from(DAY)).isEmpty();
        assertThat(trail.find(new AuditTrail.Search("calendar", null, "region-east", null, null), null, 2))
                .extracting(entry -> entry.act() + " by " + entry.person())
                .containsExactly("removed by admin", "made by hr");
    }

    @ParameterizedTest
    @CsvSource({"hr,people", "finance,people", "finance,holidays", "hr,products", "director,people", "product,products"
    })
    void toOthersThePagesDoNotExist(String userId, String page) {
        assertThat(web.browser(userId).get("/company/" + page).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> send(Web.Client browser, String page, Map<String, String> form) {
        String token = Web.hiddenToken(browser.get(page.replace("/revoke", "")).body());
        return browser.submit(page, with(form, "_csrf", token));
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        Map<String, String> changed = new java.util.HashMap<>(form);
        changed.put(field, value);
        return changed;
    }
}
