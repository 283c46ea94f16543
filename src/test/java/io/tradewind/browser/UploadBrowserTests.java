package io.tradewind.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.tradewind.support.TradewindTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is said of a file before it is sent. */
@TradewindTest
@Tag("browser")
class UploadBrowserTests {

    @LocalServerPort
    private int port;

    @Test
    void aFileThatCannotBeTakenIsRefusedWhenItIsChosen() {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("support");
            page.navigate("/imports");
            Locator field = page.locator("input[type=file]");
            Locator refusal = page.locator("p.tw-error[role=alert]");

            field.setInputFiles(file("leads.docx"));
            assertThat(refusal.textContent())
                    .startsWith("CSV file")
                    .contains("leads.docx is of another kind. Choose a file that ends in .csv, .txt, .tsv, .xml.");
            page.locator("main form button[type=submit]").click();
            assertThat(page.url()).endsWith("/imports");
            assertThat(page.getByText("None yet.").isVisible()).isTrue();

            field.setInputFiles(file("leads.CSV"));
            assertThat(refusal.count()).isZero();
            assertThat(field.evaluate("field => field.validity.valid")).isEqualTo(true);

            field.evaluate("field => { field.dataset.most = '0.000001'; }");
            field.setInputFiles(file("leads.csv"));
            assertThat(refusal.textContent()).contains("taken at most. Choose a smaller file.");
        }
    }

    private static FilePayload file(String name) {
        return new FilePayload(name, "", "companyName\nHarbour Works\n".getBytes(StandardCharsets.UTF_8));
    }
}
