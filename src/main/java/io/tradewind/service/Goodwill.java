package io.tradewind.service;

import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a dissatisfied customer is given, and who must agree to it. */
public interface Goodwill {

    /** Kind of the approval; {@code goodwill-authority} says who may give how much. */
    String KIND = "goodwill";

    /**
     * Measures the whole goodwill of a case against what the person may give alone and, beyond that, opens the approval.
     *
     * @param requester user id of who wants to give it
     */
    Request request(String number, String requester);

    /** Keeps how the approval of the latest round ended; what is granted becomes a promise to the customer. */
    void record(String number, String outcome);

    /** What a case's customer was promised, oldest first. */
    List<Promise> promises(String number);

    /** @throws io.tradewind.engine.Refused if nothing was promised with this remedy */
    Promise promise(String number, long round);

    /**
     * Keeps how the promise was kept; the same again changes nothing.
     *
     * @param reference by which it is found: the bank's number, the credit note, the order
     * @throws io.tradewind.engine.Refused if the day lies ahead or before the promise, or the reference is missing
     */
    void settle(String number, long round, LocalDate on, String reference);

    /**
     * Something a customer was promised out of goodwill.
     *
     * @param round of which remedy
     * @param kind {@code money-back}, {@code credit}, {@code goods} or {@code service}
     * @param settledOn null while it is still owed
     */
    record Promise(
            String caseNumber,
            long round,
            String kind,
            BigDecimal amount,
            String currency,
            LocalDate promisedOn,
            @Nullable LocalDate settledOn,
            @Nullable String reference,
            @Nullable String settledBy) {

        /** Whether finance keeps it; else service does. */
        public boolean isMoney() {
            return kind.equals("money-back") || kind.equals("credit");
        }

        /** {@code money back, 900.00 USD}. */
        public String shown() {
            return kind.replace('-', ' ') + ", " + Shown.money(amount) + " " + currency;
        }
    }

    /**
     * What came of asking.
     *
     * @param approvalId null when nothing is given
     * @param needed whether somebody has to be asked
     */
    record Request(@Nullable Long approvalId, boolean needed) {}
}
