package io.tradewind.customer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.Deals;
import io.tradewind.deal.NewDeal;
import io.tradewind.engine.Processes;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class CustomerPagesTests {

    private static final String OWNER = "darcel-schlecht";
    private static final String OTHER = "anna-snelling";

    @Autowired
    private Web web;

    @Autowired
    private Customers customers;

    @Autowired
    private Deals deals;

    @Autowired
    private Mails mails;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcClient jdbc;

    private final String name = "Pier & <b>Sons</b> " + UUID.randomUUID();
    private Customer customer;

    @BeforeEach
    void aCustomer() {
        customer = customers.register(new NewCustomer(
                name, "it@pier.example", "+1 555 0100", null, "retail", "Norway", null, OWNER, "A", "Pat Jones"));
        mails.write(new Mail(
                "pier:" + customer.id(),
                "survey",
                Recipient.address("pat@pier.example", "Pat Jones", "en"),
                Map.of(
                        "company",
                        "Tradewind",
                        "customer",
                        name,
                        "contact",
                        "Pat Jones",
                        "orderNumber",
                        "O-2026-000001",
                        "subject",
                        "O-2026-000001",
                        "about",
                        "order",
                        "unsubscribe",
                        "",
                        "link",
                        "http://localhost/survey/0123456789abcdef0123456789abcdef"),
                customer.id(),
                "O-2026-000001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OWNER,
                "melvin-marxen",
                "director",
                "gm",
                "finance",
                "auditor",
                "admin",
                "support",
                "service",
                "logistics"
            })
    void whoLooksAfterTheCustomerSeesTheCard(String user) {
        assertThat(page(user).statusCode()).isEqualTo(200);
        assertThat(api(user).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER, "dustin-brinkmann", "marketing", "product", "hr", "owner", "legal"})
    void toEverybodyElseThereIsNoSuchCustomer(String user) {
        assertThat(page(user).statusCode()).isEqualTo(404);
        assertThat(api(user).statusCode()).isEqualTo(404);
        assertThat(page(user).body()).doesNotContain("Pier");
    }

    @Test
    void withoutALoginThereIsNothing() {
        assertThat(web.nobody()
                        .get("/api/customers/" + customer.id() + "/timeline")
                        .statusCode())
                .isEqualTo(401);
        assertThat(web.nobody().get("/customers/" + customer.id()).statusCode()).isEqualTo(302);
    }

    @Test
    void theCardSaysWhoTheyAreAndHowTheyStand() {
        Document card = Jsoup.parse(page(OWNER).body());

        assertThat(card.select("h1").text()).isEqualTo(name);
        assertThat(card.text())
                .contains("Darcel Schlecht", "Pat Jones", "retail", "Norway", "Limit", "Credit hold")
                .contains("How did we do with order O-2026-000001?");
        assertThat(card.select("main script, main style, main [style]")).isEmpty();
        assertThat(Jsoup.parse(page("service").body()).text()).doesNotContain("Credit hold");
    }

    @Test
    void aLeadNamesTheProductAsThePriceListDoes() {
        jdbc.sql(
                        """
                        INSERT INTO lead (number, company_name, company_name_normalised, source, product, received_on,
                                          state, customer_id, created_by, content_hash, created_at, changed_at)
                        VALUES (:number, 'Pier', 'pier', 'website', 'gtx-pro', '2026-01-05',
                                'qualified', :customer, :by, '', now(), now())
                        """)
                .param("number", "L-2026-P" + customer.id())
                .param("customer", customer.id())
                .param("by", OWNER)
                .update();

        assertThat(Jsoup.parse(page(OWNER).body()).select(".tw-timeline").text())
                .contains("website, GTX Pro")
                .doesNotContain("gtx-pro");
    }

    @Test
    void aDealLeadsToItsPageForWhomThatOpens() {
        String deal = deals.open(new NewDeal(null, OWNER, customer.id(), null, null, null, null))
                .number();
        String path = "/board/deals/" + deal;

        assertThat(Jsoup.parse(page(OWNER).body())
                        .select(".tw-timeline a[href=" + path + "]")
                        .text())
                .contains(deal);
        assertThat(api(OWNER).body()).contains(path);
        assertThat(page("support").body()).contains(deal).doesNotContain(path);
        assertThat(web.browser("support").get(path).statusCode()).isEqualTo(403);
        assertThat(api("support").body()).contains(deal).doesNotContain(path);
    }

    @Test
    void logisticsSeesGoodsAndNoMoney() {
        Document card = Jsoup.parse(page("logistics").body());

        assertThat(card.select(".tw-filter a").eachText())
                .containsExactly("Everything", "Orders and deliveries", "Handover, surveys and cases");
        assertThat(card.text()).doesNotContain("How did we do", "Credit hold");
    }

    @Test
    void whoWinsADealWithThemSeesThemButNeitherTheirCreditNorTheirMail() {
        deals.open(new NewDeal(null, OTHER, customer.id(), null, null, null, null));

        Document card = Jsoup.parse(page(OTHER).body());
        assertThat(card.text()).contains("Deal D-", "How did we do").doesNotContain("Credit hold");
        assertThat(card.select("a[href*=/mails/]")).isEmpty();
        assertThat(web.browser(OTHER).get(mailPath()).statusCode()).isEqualTo(404);
        assertThat(api(OTHER).body()).doesNotContain("/mails/", "credit\":{");
    }

    @Test
    void whoHasATaskAboutThemSeesThemWhileItIsOpen() {
        String life = processes.start(
                "after-sales",
                "O-2026-000009",
                Map.of(
                        "orderNumber",
                        "O-2026-" + customer.id(),
                        "dealNumber",
                        "D-2026-000001",
                        "customerId",
                        customer.id(),
                        "rep",
                        OTHER));
        String task = steps.task(life, "handover-call").getId();

        assertThat(page(OTHER).statusCode()).isEqualTo(200);
        assertThat(web.program(OTHER).get("/api/tasks/" + task + "/customer").body())
                .contains("Pier & <b>");
        assertThat(web.browser(OTHER)
                        .get("/customers/of-task/" + task)
                        .headers()
                        .firstValue("Location"))
                .get()
                .asString()
                .endsWith("/customers/" + customer.id() + "?task=" + task);
        assertThat(web.program("vicki-laflamme")
                        .get("/api/tasks/" + task + "/customer")
                        .statusCode())
                .isEqualTo(404);

        steps.complete(life, "handover-call", OTHER, Map.of("handoverComplete", "yes", "contactEmail", ""));

        assertThat(page(OTHER).statusCode()).isEqualTo(404);
        assertThat(web.program(OTHER).get("/api/tasks/" + task + "/customer").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoStandsInForTheOwnerSeesThem() {
        String task = "stand-in-" + UUID.randomUUID();
        jdbc.sql(
                        """
                        INSERT INTO task_stand_in (task_id, process_id, owner, holder, since)
                        VALUES (:task, 'opportunity', :owner, :holder, now())
                        """)
                .param("task", task)
                .param("owner", OWNER)
                .param("holder", OTHER)
                .update();
        try {
            assertThat(page(OTHER).statusCode()).isEqualTo(200);
        } finally {
            jdbc.sql("DELETE FROM task_stand_in WHERE task_id = :task")
                    .param("task", task)
                    .update();
        }
        assertThat(page(OTHER).statusCode()).isEqualTo(404);
    }

    @Test
    void aMailIsReadWithoutItsSecret() {
        HttpResponse<String> mail = web.browser(OWNER).get(mailPath());

        assertThat(mail.statusCode()).isEqualTo(200);
        assertThat(mail.body()).contains("/survey/…").doesNotContain("0123456789abcdef");
        assertThat(web.browser(OTHER).get(mailPath()).statusCode()).isEqualTo(404);
        long stranger = customers
                .register(NewCustomer.named("Stranger " + UUID.randomUUID()))
                .id();
        assertThat(web.browser("admin")
                        .get(mailPath().replace("/" + customer.id() + "/", "/" + stranger + "/"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theFilterAndThePagesKeepToThemselves() {
        for (int i = 0; i < 60; i++) {
            deals.open(new NewDeal(null, OWNER, customer.id(), null, null, null, null));
        }
        Web.Client browser = web.browser(OWNER);
        Document first = Jsoup.parse(
                browser.get("/customers/" + customer.id() + "?kind=deals").body());
        assertThat(first.select(".tw-timeline li")).hasSize(50);
        assertThat(first.select(".tw-filter a[aria-current]").text()).isEqualTo("Deals and quotations");

        Document second = Jsoup.parse(
                browser.get(first.select("a[rel=next]").attr("href")).body());
        assertThat(second.select(".tw-timeline li")).hasSize(10);
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.text()).contains("Newest").doesNotContain("How did we do");
    }

    @Test
    void wrongQuestionsAreAnsweredInASentence() {
        Web.Client rep = web.program(OWNER);
        String line = "/api/customers/" + customer.id() + "/timeline";

        assertThat(rep.get(line + "?before=nonsense").statusCode()).isEqualTo(422);
        String beforeAllTime = java.util.Base64.getUrlEncoder()
                .encodeToString((Long.MIN_VALUE + " MAIL 1").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(rep.get(line + "?before=" + beforeAllTime).statusCode()).isEqualTo(200);
        assertThat(rep.get(line + "?limit=0").statusCode()).isEqualTo(422);
        assertThat(rep.get(line + "?limit=1000000").statusCode()).isEqualTo(422);
        assertThat(rep.get(line + "?limit=many").statusCode()).isEqualTo(422);
        assertThat(rep.get(line + "?kind=gossip").body()).contains("gossip", "deals");
        assertThat(rep.get("/api/customers/999999999/timeline").statusCode()).isEqualTo(404);
        assertThat(rep.get("/api/customers/x/timeline").statusCode()).isEqualTo(404);
        assertThat(rep.get("/api/tasks/none/customer").statusCode()).isEqualTo(404);
        Web.Client browser = web.browser(OWNER);
        assertThat(browser.get("/customers/" + customer.id() + "?kind=gossip").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/customers/" + customer.id() + "?before=nonsense")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theListHasOnesOwnCustomersAndFindsThemByAPartOfTheName() {
        String word = name.substring(name.length() - 12);

        assertThat(web.browser(OWNER).get("/customers?search=" + word).body()).contains(customer.number());
        assertThat(web.browser("melvin-marxen")
                        .get("/customers?search=" + customer.number())
                        .body())
                .contains(customer.number());
        assertThat(web.browser("service").get("/customers?search=" + word).body())
                .contains(customer.number());
        assertThat(web.browser(OTHER).get("/customers?search=" + word).body()).doesNotContain(customer.number());
        assertThat(web.browser(OWNER).get("/customers?search=%25").body()).doesNotContain(customer.number());
        assertThat(web.browser(OWNER)
                        .get("/customers?search=" + "x".repeat(3000))
                        .statusCode())
                .isEqualTo(200);
    }

    private String mailPath() {
        return "/customers/" + customer.id() + "/mails/"
                + jdbc.sql("SELECT id FROM mail WHERE cause = :cause")
                        .param("cause", "pier:" + customer.id())
                        .query(Long.class)
                        .single();
    }

    private HttpResponse<String> page(String user) {
        return web.browser(user).get("/customers/" + customer.id());
    }

    private HttpResponse<String> api(String user) {
        return web.program(user).get("/api/customers/" + customer.id() + "/timeline");
    }
}
