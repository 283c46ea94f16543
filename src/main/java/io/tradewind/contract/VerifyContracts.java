package io.tradewind.contract;

import io.tradewind.contract.ContractRegister.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The command {@code verify-contracts}: reads the register of contracts and everything it names, and says what was changed.
 * It starts neither the engine nor the pages, changes nothing, and may be run beside the application.
 */
public final class VerifyContracts {

    private static final String COMMAND = "verify-contracts";

    /** In PostgreSQL's postmaster.pid: process id, data folder, start time, port. */
    private static final int LINE_OF_PORT = 3;

    private VerifyContracts() {}

    /** Whether the command line asks for it. */
    public static boolean asked(String... arguments) {
        return Arrays.asList(arguments).contains(COMMAND);
    }

    /** @return the exit code: 0 when nothing was changed, 1 when something was, 2 when that could not be told */
    public static int run(String... arguments) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("spring.main.lazy-initialization=true")
                .run(arguments)) {
            return report(verify(context.getEnvironment()));
        } catch (IOException | IllegalStateException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static Verification verify(Environment settings) throws IOException {
        String url = settings.getProperty("spring.datasource.url", "");
        DriverManagerDataSource database = url.isBlank()
                ? new DriverManagerDataSource(ownServer(settings), "postgres", "postgres")
                : new DriverManagerDataSource(
                        url,
                        settings.getProperty("spring.datasource.username", ""),
                        settings.getProperty("spring.datasource.password", ""));
        database.setSchema("tradewind");
        return new JdbcContractRegister(JdbcClient.create(database), Clock.systemUTC()).verify();
    }

    /** The server that the application brings along runs only as long as the application does. */
    private static String ownServer(Environment settings) throws IOException {
        Path pidFile = Path.of(settings.getProperty("tradewind.data-directory", "data"), "postgres", "postmaster.pid");
        @Nullable List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : null;
        if (lines == null || lines.size() <= LINE_OF_PORT) {
            throw new IllegalStateException(
                    "No database: start the application, or name one in SPRING_DATASOURCE_URL.");
        }
        return "jdbc:postgresql://localhost:" + lines.get(LINE_OF_PORT).strip() + "/postgres";
    }

    private static int report(Verification verification) {
        verification.findings().forEach(finding -> System.out.println(finding.sentence()));
        System.out.println(
                verification.intact()
                        ? "Verified: %d entries, nothing was changed.".formatted(verification.entries())
                        : "CHANGED: %d entries read, %d findings."
                                .formatted(
                                        verification.entries(),
                                        verification.findings().size()));
        return verification.intact() ? 0 : 1;
    }

    /** Nothing of the application is started. */
    static final class Nothing {}
}
