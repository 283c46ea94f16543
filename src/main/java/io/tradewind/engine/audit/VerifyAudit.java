package io.tradewind.engine.audit;

import io.tradewind.engine.audit.AuditVerification.Verdict;
import io.tradewind.engine.database.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    private static final int CHANGED = 1;
    private static final int NOT_BOUND_YET = 3;

    private static final String WAITING =
            """
            %d entries are not bound to the chain yet: no node has bound any of them since %s (%d minutes). What they say agrees with the rows,
            unless told otherwise above, but until a node has bound them nothing vouches for them, nor for the rows they speak of.
            Start a node, wait a minute, and verify again. If a node was at work all the time, its /actuator/health says why it binds nothing.""";

    private VerifyAudit() {}

    /** Whether the command line asks for it. */
    public static boolean asked(String... arguments) {
        return Arrays.asList(arguments).contains(COMMAND);
    }

    /**
     * @return the exit code: 0 when nothing was changed, 1 when something was, 2 when that could not be told, 3 when nothing
     *     was but entries wait for a node to bind them
     */
    public static int run(String... arguments) {
        List<String> heads = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(HEAD))
                .map(argument -> argument.substring(HEAD.length()).strip())
                .toList();
        return Command.run(database -> report(verify(database, heads)), arguments);
    }

    private static Verdict verify(DataSource database, List<String> heads) {
        return new AuditVerification(new JdbcTemplate(database), new JdbcTransactionManager(database))
                .verifyAtRest(heads);
    }

    private static int report(Verdict verdict) {
        verdict.findings().forEach(System.out::println);
        boolean changed = !verdict.findings().isEmpty();
        Instant since = verdict.waitingSince();
        if (changed) {
            System.out.println("CHANGED: %d entries read, %d findings."
                    .formatted(verdict.entries(), verdict.findings().size()));
        } else if (since == null) {
            System.out.println("Verified: %d entries, nothing was changed.".formatted(verdict.entries()));
        } else {
            System.out.println(
                    "NOT BOUND YET: nothing was changed in the %d entries that are.".formatted(verdict.entries()));
        }
        if (since != null) {
            System.out.println(WAITING.formatted(
                    verdict.waiting(),
                    since.truncatedTo(ChronoUnit.SECONDS),
                    Duration.between(since, Instant.now()).toMinutes()));
        }
        System.out.println("Hash of the last entry: " + verdict.head());
        return changed ? CHANGED : since == null ? 0 : NOT_BOUND_YET;
    }
}
