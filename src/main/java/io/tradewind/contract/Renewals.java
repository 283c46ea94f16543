package io.tradewind.contract;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of contracts that come to their end, for the process {@code contract-renewal}. */
public interface Renewals {

    /**
     * Opens a case for each signed contract that must be decided about soon: so many working days before its renewal day,
     * the last day to give notice, by the table {@code renewal-notice}. Once, however often this is asked.
     *
     * @return how many
     */
    int openDue();

    /**
     * Keeps what the rep decided; the same again changes nothing.
     *
     * @param decision {@code renew}, {@code renegotiate} or {@code let-end}
     * @param note needed unless it is simply renewed
     * @throws io.tradewind.engine.Refused if it was decided otherwise before, or the note is missing
     */
    void decide(String number, LocalDate renewalOn, String decision, @Nullable String note);

    /** Opens the deal that follows the contract and sends it on its way; once. */
    String startDeal(String number, LocalDate renewalOn);

    /** The latest case of a contract. */
    Optional<Case> of(String number);

    /** The contract that a deal follows. */
    Optional<String> before(String dealNumber);

    /**
     * A contract that comes to its end.
     *
     * @param rep who decides
     * @param decision null while it is open
     * @param newDeal null unless one follows
     */
    record Case(
            String contractNumber,
            LocalDate renewalOn,
            String rep,
            @Nullable String decision,
            @Nullable String note,
            @Nullable String newDeal) {}
}
