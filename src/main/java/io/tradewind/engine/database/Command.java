package io.tradewind.engine.database;

import io.tradewind.engine.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionException;

/** A command that asks the application's database and starts nothing of the application. */
public final class Command {

    private static final int COULD_NOT_BE_TOLD = 2;

    /** In PostgreSQL's postmaster.pid: process id, data folder, start time, port. */
    private static final int LINE_OF_PORT = 3;

    private Command() {}

    /** @return what the work answers; 2 when there is no database to ask */
    public static int run(ToIntFunction<DataSource> work, String... arguments) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("spring.main.lazy-initialization=true")
                .run(arguments)) {
            return work.applyAsInt(database(context.getEnvironment()));
        } catch (IOException | IllegalStateException | DataAccessException | TransactionException e) {
            System.err.println(
                    e.getCause() instanceof SQLException sql
                            ? e.getMessage() + ": " + sql.getMessage()
                            : String.valueOf(e.getMessage()));
            return COULD_NOT_BE_TOLD;
        }
    }

    private static DataSource database(Environment settings) throws IOException {
        String url = settings.getProperty("spring.datasource.url", "");
        if (DatabaseAddress.holdsLogin(url)) {
            throw new IllegalStateException(DatabaseAddress.WITH_LOGIN);
        }
        DriverManagerDataSource database = url.isBlank()
                ? new DriverManagerDataSource(ownServer(settings), "postgres", "postgres")
                : new DriverManagerDataSource(
                        url,
                        settings.getProperty("spring.datasource.username", ""),
                        settings.getProperty("spring.datasource.password", ""));
        database.setSchema("tradewind");
        return database;
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

    /** Nothing of the application is started. */
    static final class Nothing {}
}
