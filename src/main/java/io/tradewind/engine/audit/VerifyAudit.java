package io.tradewind.engine.audit;

import io.tradewind.engine.audit.AuditVerification.Verdict;
import io.tradewind.engine.database.Command;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The command {@code verify-audit}: reads the audit trail and every row it speaks of, and says what was changed. It starts
 * neither the engine nor the pages, changes nothing, and may be run beside the application.
 */
public final class VerifyAudit {

    private static final String COMMAND = "verify-audit";
    private static final String HEAD = "--head=";

    private VerifyAudit() {}

    /** Whether the command line asks for it. */
    public static boolean asked(String... arguments) {
        return Arrays.asList(arguments).contains(COMMAND);
    }

    /** @return the exit code: 0 when nothing was changed, 1 when something was, 2 when that could not be told */
    public static int run(String... arguments) {
        List<String> heads = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(HEAD))
                .map(argument -> argument.substring(HEAD.length()).strip())
                .toList();
        return Command.run(database -> report(verify(database, heads)), arguments);
    }

    private static Verdict verify(DataSource database, List<String> heads) {
        return new AuditVerification(new JdbcTemplate(database), new JdbcTransactionManager(database)).verify(heads);
    }

    private static int report(Verdict verdict) {
        verdict.findings().forEach(System.out::println);
        System.out.println(
                verdict.findings().isEmpty()
                        ? "Verified: %d entries, nothing was changed.".formatted(verdict.entries())
                        : "CHANGED: %d entries read, %d findings."
                                .formatted(verdict.entries(), verdict.findings().size()));
        System.out.println("Hash of the last entry: " + verdict.head());
        return verdict.findings().isEmpty() ? 0 : 1;
    }
}
