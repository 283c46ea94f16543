package io.tradewind.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The register of what was approved and signed: written once, each entry bound to the one before by its hash. */
public interface ContractRegister {

    /** The entries of a contract, oldest first. */
    List<Entry> of(String number);

    /** Goes through the whole register and everything it names, and looks for what was changed or is missing. */
    Verification verify();

    /**
     * The entries of this contract, their links to the entries before and after, and everything they name. Whether the rest
     * of the register is whole only {@link #verify()} says.
     */
    Verification verify(String number);

    /** What a file is: the entry that registered exactly these bytes for the contract; empty when none did. */
    Optional<Entry> registered(String number, byte[] file);

    /**
     * One line of the register.
     *
     * @param id from 1 up without a gap
     * @param kind {@code approved}, {@code signed-copy} or {@code signed}
     * @param sha256 of the PDF
     * @param by user id; of an approval those of everybody who agreed, with a comma between
     * @param previousSha256 of the entry before
     * @param entrySha256 of all the others
     */
    record Entry(
            long id,
            String contractNumber,
            int revision,
            String kind,
            String sha256,
            String by,
            Instant at,
            String previousSha256,
            String entrySha256) {}

    /**
     * What was found.
     *
     * @param entries how many were read
     * @param findings one sentence each; none when all is as it was
     */
    record Verification(long entries, List<Finding> findings) {
        public Verification {
            findings = List.copyOf(findings);
        }

        /** Whether nothing was found. */
        public boolean intact() {
            return findings.isEmpty();
        }
    }

    /** @param contractNumber null when it concerns the register as a whole */
    record Finding(@Nullable String contractNumber, String sentence) {}
}
