package io.tradewind.engine.database;

import java.util.stream.Collectors;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The database was migrated by other files than this jar has: which, and what to do, instead of a stack trace. */
class OtherSchemaAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    private static final int TOLD = 3;

    @Override
    protected FailureAnalysis analyze(Throwable root, FlywayValidateException cause) {
        // between what is wrong Flyway writes sums, and ways round it that would hide it
        String wrong = String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Migration ") || line.startsWith("Detected "))
                .map(line -> line.replaceFirst("\\.?$", ""))
                .limit(TOLD)
                .collect(Collectors.joining("; "));
        return new FailureAnalysis(
                "The tables of this database were made by other migrations than this jar has"
                        + (wrong.isEmpty() ? "." : ": " + wrong + "."),
                "Start the jar that this database was last used with, or a released one that is newer; or restore the"
                        + " backup that belongs to this jar (docs/operator-guide.md). Nothing was changed.",
                cause);
    }
}
