package io.tradewind.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real Chromium: the one of {@code $CHROMIUM}, or {@code /usr/bin/chromium}. It is started once for all tests; what a test
 * opened, with its cookies, is gone when the test closes it.
 */
final class Browser implements AutoCloseable {

    private static com.microsoft.playwright.@Nullable Browser started;

    private final com.microsoft.playwright.Browser chromium;
    private final List<BrowserContext> windows = new ArrayList<>();
    private final String baseUrl;

    Browser(int port) {
        baseUrl = "http://localhost:" + port;
        chromium = started();
    }

    /** A Chromium that died with a test is started again for the next one. It ends with this JVM, whose pipe it reads. */
    private static com.microsoft.playwright.Browser started() {
        com.microsoft.playwright.Browser known = started;
        if (known != null && known.isConnected()) {
            return known;
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        com.microsoft.playwright.Browser fresh = Playwright.create(new Playwright.CreateOptions().setEnv(environment))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        started = fresh;
        return fresh;
    }

    private static Path executable() {
        Path path = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException("No Chromium at " + path + "; install it or set CHROMIUM to its path");
        }
        return path;
    }

    /** A window of its own, logged in as this person of the demo company. */
    Page loggedInAs(String userId) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setLocale("en-US")
                .setViewportSize(1440, 900));
        windows.add(context);
        Page page = context.newPage();
        page.navigate("/login");
        page.fill("input[name=username]", userId);
        page.fill("input[name=password]", "demo");
        page.click("button[type=submit]");
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    @Override
    public void close() {
        windows.forEach(BrowserContext::close);
    }
}
