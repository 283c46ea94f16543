package io.tradewind.engine.database;

import io.tradewind.engine.DatabaseAddress;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Why the outside PostgreSQL cannot be used at the start, and what to do, instead of a stack trace. */
class NoDatabaseAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private final @Nullable Environment settings;

    NoDatabaseAnalyzer(@Nullable Environment settings) {
        this.settings = settings;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        String url = setting("spring.datasource.url");
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        String user = setting("spring.datasource.username");
        String asUser = user.isEmpty() ? "without a user name" : "as '" + user + "'";
        String remedy =
                switch (state) {
                    case "28P01", "28000" ->
                        "Set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD to a login"
                                + " that PostgreSQL takes, and see that its pg_hba.conf lets this machine in.";
                    case "3D000" ->
                        "Create the database (createdb -O USER NAME), or correct its name in"
                                + " SPRING_DATASOURCE_URL.";
                    case "42501" -> "Let the user own the database: ALTER DATABASE … OWNER TO ….";
                    case "53300" ->
                        "PostgreSQL has no connection left: raise its max_connections (each node takes up to"
                                + " 20), or stop what holds them.";
                    case "57P03" -> "PostgreSQL is starting or stopping: try again in a moment.";
                    default ->
                        state.startsWith("08")
                                ? "Start PostgreSQL, or correct host and port in SPRING_DATASOURCE_URL"
                                        + " (jdbc:postgresql://host:5432/database)."
                                : null;
                };
        // what goes wrong later, with a table say, is no matter of settings
        return remedy == null
                ? null
                : new FailureAnalysis(
                        "The database at %s cannot be used %s: %s"
                                .formatted(
                                        DatabaseAddress.shown(url),
                                        asUser,
                                        String.valueOf(cause.getMessage())
                                                .replace(url, DatabaseAddress.shown(url))
                                                .strip()),
                        remedy,
                        cause);
    }

    private String setting(String name) {
        return settings == null ? "" : settings.getProperty(name, "");
    }
}
