package io.tradewind.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
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
 * @param deviations what differs from our standard terms; null when nothing does
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
        @Nullable String deviations,
        State state,
        @Nullable String text,
        @Nullable String textSha256,
        @Nullable LocalDate signedOn,
        @Nullable String signedByCustomer,
        List<ContractLine> lines) {

    /** What became of it. */
    public enum State {
        /** Drafted from the quotation, not yet checked. */
        DRAFT,
        /** Worded and offered for signature. */
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
        lines = List.copyOf(lines);
    }
}
