package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payments and what they paid. Nothing is ever allocated beyond the payment or beyond the invoice. */
public interface Payments {

    /**
     * Books what a person read on the bank statement.
     *
     * @throws io.tradewind.engine.Refused if it is a payment for nothing: no or an unknown amount, an unknown or paid
     *     invoice, another currency, a date to come, more than is open without saying so, or known already
     */
    void book(ManualPayment payment);

    /** Takes one line of a bank file: books it if it names its invoices, otherwise keeps it for a person. */
    Taken take(BankLine line);

    /** Says what an unmatched payment is for; more than is open stays with the payment as a prepayment. */
    Taken match(long paymentId, String invoiceNumber);

    /** Payments nobody could match yet, oldest first. */
    List<UnmatchedPayment> unmatched();

    /**
     * What a person typed.
     *
     * @param bankReference the bank's own number of the payment
     * @param keepExcess whether more than is open is meant, and the rest a prepayment
     */
    record ManualPayment(
            String orderNumber,
            String invoiceNumber,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable LocalDate receivedOn,
            @Nullable String bankReference,
            @Nullable String payer,
            boolean keepExcess) {}

    /**
     * A line of a bank file.
     *
     * @param externalId the bank's own number of the line
     * @param reference what the payer wrote, or an invoice number
     */
    record BankLine(
            String externalId,
            BigDecimal amount,
            String currency,
            LocalDate receivedOn,
            @Nullable String payer,
            @Nullable String reference) {}

    /**
     * What became of a payment.
     *
     * @param isNew false if the same line was taken before
     * @param orders the orders whose invoices it paid
     */
    record Taken(boolean isNew, List<String> orders) {}

    /**
     * A payment that waits for a person.
     *
     * @param reason why nobody could tell what it is for, as a sentence
     */
    record UnmatchedPayment(
            long id,
            BigDecimal amount,
            String currency,
            LocalDate receivedOn,
            @Nullable String payer,
            @Nullable String reference,
            String externalId,
            String reason) {}
}
