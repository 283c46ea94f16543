package io.tradewind.contract;

import io.tradewind.contract.ContractRegister.Verification;
import io.tradewind.engine.database.Command;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The command {@code verify-contracts}: reads the register of contracts and everything it names, and says what was changed.
 * It starts neither the engine nor the pages, changes nothing, and may be run beside the application.
 */
public final class VerifyContracts {

    private static final String COMMAND = "verify-contracts";

    private VerifyContracts() {}

    /** Whether the command line asks for it. */
    public static boolean asked(String... arguments) {
        return Arrays.asList(arguments).contains(COMMAND);
    }

    /** @return the exit code: 0 when nothing was changed, 1 when something was, 2 when that could not be told */
    public static int run(String... arguments) {
        return Command.run(
                database -> report(new JdbcContractRegister(JdbcClient.create(database), Clock.systemUTC()).verify()),
                arguments);
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
}
