package io.tradewind.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A contract with a customer.
 *
 * @param number what people say on the phone, e.g. {@code C-2026-000123}
 * @param quotationVersion the accepted version it was drafted from
 * @param total the sum of the lines
 * @param paymentDays days from delivery to payment
 * @param paymentPlan how each invoice is paid; at least one instalment
 * @param startsOn first day; null until checked
 * @param endsOn last day; null until checked
 * @param noticeDays days before the end at which it can last be given up
 * @param deliveryAddress where goods go; null while nobody told
 * @param deliverBy by when the quotation promised delivery; null in contracts from before
 * @param deviations the deviating clauses in words; null when there are none
 * @param clauses the standard clauses and what was made of them
 * @param renewalOn last day on which it can be given up: its end less the notice; null until checked
 * @param revision one more for each wording that differs from the one before; 0 until the first
 * @param approvedRevision the wording that may be signed; null while none was approved
 * @param approvalId the approval that covers it; null when nobody had to be asked
 * @param text the whole wording; null until it is ready
 * @param textSha256 of the UTF-8 bytes of the text, in lower-case hexadecimal
 */
public record Contract(
        String number,
        String dealNumber,
        long quotationVersion,
        long customerId,
        String rep,
        BigDecimal total,
        String currency,
        int paymentDays,
        List<PlannedInstalment> paymentPlan,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        int noticeDays,
        @Nullable String deliveryAddress,
        @Nullable LocalDate deliverBy,
        @Nullable String deviations,
        List<ContractClause> clauses,
        @Nullable LocalDate renewalOn,
        State state,
        int revision,
        @Nullable Integer approvedRevision,
        @Nullable Long approvalId,
        @Nullable String text,
        @Nullable String textSha256,
        @Nullable LocalDate signedOn,
        @Nullable String signedByCustomer,
        List<ContractLine> lines) {

    /** What became of it. */
    public enum State {
        /** Drafted from the quotation, not yet checked. */
        DRAFT,
        /** Worded; offered for signature once this wording is approved. */
        READY,
        /** Signed by both; nothing in it changes any more. */
        SIGNED,
        /** Never came to be. */
        VOID;

        /** As the table writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public Contract {
        paymentPlan = List.copyOf(paymentPlan);
        clauses = List.copyOf(clauses);
        lines = List.copyOf(lines);
    }

    /** Whether the wording as it stands may be signed. */
    public boolean approved() {
        return approvedRevision != null && approvedRevision == revision && text != null;
    }

    /** The clauses that differ from the library. */
    public List<ContractClause> deviating() {
        return clauses.stream().filter(ContractClause::deviates).toList();
    }

    /** Months from the first to the last day, a begun one counted whole; 0 until checked. */
    public int months() {
        return startsOn == null || endsOn == null
                ? 0
                : (int) Period.between(startsOn, endsOn.plusDays(1)).toTotalMonths()
                        + (Period.between(startsOn, endsOn.plusDays(1)).getDays() > 0 ? 1 : 0);
    }
}
