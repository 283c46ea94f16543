package io.tradewind.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.tradewind.deal.DealWon;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** The board and the pages of rep and manager, as they are drawn on a desk and on a phone. */
@TradewindTest
@Tag("browser")
class BoardBrowserTests {

    private static final String AUTUMN = "from=2032-10-01&to=2032-12-31";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void oneDealOfEachMonth() {
        transaction.executeWithoutResult(status -> {
            for (int month = 10; month <= 12; month++) {
                BigDecimal price = new BigDecimal("1250.50");
                LocalDate on = LocalDate.of(2032, month, 9);
                events.publishEvent(new DealWon(
                        "D-browser-" + month,
                        "darcel-schlecht",
                        1L,
                        "gtx-pro",
                        price,
                        new BigDecimal("1500"),
                        BigDecimal.TEN,
                        "USD",
                        on,
                        on));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "director, /board?from=2032-10-01&to=2032-12-31, 1440",
        "director, /board?from=2032-10-01&to=2032-12-31, 390",
        "darcel-schlecht, /board/my-month?month=2032-12, 1440",
        "darcel-schlecht, /board/my-month?month=2032-12, 390",
        "melvin-marxen, /board/my-team?month=2032-12, 1440",
        "melvin-marxen, /board/my-team?month=2032-12, 390",
        "director, /board/deals, 390",
    })
    void nothingScrollsSidewaysAndEveryPanelHasATable(String person, String address, int width) {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs(person);
            List<String> errors = new ArrayList<>();
            page.onPageError(errors::add);
            page.setViewportSize(width, 900);
            page.navigate(address);

            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of the page")
                    .isEqualTo(width);
            for (Locator panel : page.locator(".tw-panel").all()) {
                String id = panel.getAttribute("id");
                if (panel.locator(".tw-empty").count() == 0) {
                    assertThat(panel.locator("table caption").allTextContents())
                            .as(id)
                            .hasSize(1)
                            .allMatch(caption -> !caption.isBlank());
                    assertThat(panel.locator("table thead th[scope=col]").count())
                            .as(id)
                            .isPositive();
                }
            }
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void chartsAreDrawnAndFiltersStayInTheAddress() {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("director");
            page.navigate("/board?" + AUTUMN);
            assertThat(page.locator("#won-and-lost canvas").isVisible()).isTrue();

            page.locator("select[name=region]").selectOption("region-central");
            page.locator(".tw-filters button[type=submit]").click();
            page.waitForURL(url -> url.contains("region=region-central"));
            assertThat(page.url()).contains("from=2032-10-01").contains("to=2032-12-31");

            Locator team = page.locator("#revenue-by-team tbody th a").first();
            team.click();
            page.waitForURL(url -> url.contains("team=") && url.contains("region=region-central"));
            assertThat(page.url()).contains("from=2032-10-01");

            page.locator("#won-and-lost tbody td a").first().click();
            page.waitForURL(url -> url.contains("/board/facts"));
            assertThat(page.url()).contains("team=").contains("region=region-central");
            page.getByText("Back to the board").click();
            page.waitForURL(url -> url.contains("/board?"));
            assertThat(page.url()).contains("from=2032-10-01").contains("region=region-central");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"director", "admin", "darcel-schlecht", "melvin-marxen", "finance", "gm", "auditor"})
    void theNavigationIsOneLineOnADesk(String person) {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs(person);
            page.setViewportSize(1280, 900);
            page.navigate("/");

            assertThat(page.locator(".tw-nav").boundingBox().height).isLessThan(40);
        }
    }

    @Test
    void onPaperNothingIsCutAndNoNumberBroken() {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("director");
            int paper = 1047; // A4 across, less the margins
            page.setViewportSize(paper, 700);
            page.navigate("/board?from=2032-01-01&to=2032-12-31");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(paper);
            assertThat(
                            page.evaluate(
                                    """
                            [...document.querySelectorAll('td.tw-number, td.tw-day, canvas')]
                                .filter(one => one.getBoundingClientRect().right > window.innerWidth
                                    || one.tagName === 'TD' && getComputedStyle(one).whiteSpace !== 'nowrap').length
                            """))
                    .isEqualTo(0);
        }
    }

    @Test
    void aManagerGoesFromTheTeamToARepsMonthAndBackInTime() {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("melvin-marxen");
            page.navigate("/board/my-team?month=2032-12");
            page.locator("#my-team tbody th a").getByText("Darcel Schlecht").click();
            page.waitForURL(url -> url.contains("/board/my-month"));
            assertThat(page.locator("h1").innerText()).isEqualTo("Darcel Schlecht: December 2032");

            page.locator("[rel=prev]").click();
            page.waitForURL(url -> url.contains("month=2032-11"));
            assertThat(page.locator(".tw-tile").allInnerTexts())
                    .anySatisfy(tile -> assertThat(tile).contains("Actual").contains("1,250.50"));
            page.locator("#my-months canvas").waitFor();
        }
    }
}
