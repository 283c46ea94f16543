package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

    /**
     * Takes one line of a bank file: books it if it is plain what it is for, otherwise keeps it for a person.
     *
     * @throws io.tradewind.engine.Refused if it is no amount or no date, or another payment came under its number
     */
    Taken take(BankLine line);

    /** Says what an unmatched payment is for; more than is open stays with the payment as a prepayment. */
    Taken match(long paymentId, String invoiceNumber);

    /**
     * Says what an unmatched payment, or what is left of one on account, is for. What no part uses up stays on account of
     * the first invoice's customer.
     *
     * @throws io.tradewind.engine.Refused if a part is more than is open, or all of them more than there is
     */
    Taken assign(long paymentId, List<Part> parts);

    /**
     * Books what a person read on the bank statement as the prepayment of a contract.
     *
     * @throws io.tradewind.engine.Refused if none was agreed, the amount or day cannot be, or it is known already
     */
    void bookPrepayment(ManualPrepayment payment);

    /**
     * Says that an unmatched payment, or what is left of one on account, prepays a contract: its invoices use it first.
     *
     * @param document the contract's or its order's number
     * @throws io.tradewind.engine.Refused if no prepayment was agreed for it, or it is another customer's or currency
     */
    void prepay(long paymentId, String document);

    /** Uses what was prepaid for the contract of this invoice. */
    void usePrepayments(String invoiceNumber);

    /** Keeps an unmatched payment as a prepayment of this customer. */
    void putOnAccount(long paymentId, long customerId);

    /**
     * Undoes a payment because the bank took it back: what it had paid is owed again.
     *
     * @param reversalId an unmatched reversal
     * @throws io.tradewind.engine.Refused if it takes back more than is left of the payment
     */
    Taken reverse(long reversalId, long originId);

    /**
     * Sets free what was paid of an invoice beyond what it still asks for after a credit note, the latest payment first: it
     * is on account from then on.
     */
    void releaseOverpaid(String invoiceNumber);

    /**
     * Puts an entry aside that is none of ours, such as a second telling of another one.
     *
     * @param reason why, kept with it
     */
    void discard(long paymentId, String reason);

    /**
     * Asks for money to be paid back: all of an unmatched payment, or what is left of one on account.
     *
     * @return the refund's number, e.g. {@code RF-2026-000001}
     */
    String askRefund(long paymentId, @Nullable BigDecimal amount, String reason);

    /** Notes that a refund left our account. */
    void refunded(String refundNumber, @Nullable LocalDate paidOn, @Nullable String bankReference);

    Optional<Refund> findRefund(String refundNumber);

    /** Payments and reversals nobody could match yet, oldest first. */
    List<UnmatchedPayment> unmatched();

    /** Payments of which something is left on account, oldest first. */
    List<OnAccount> onAccount();

    /** Any payment with what became of it. */
    Optional<PaymentView> find(long paymentId);

    /** What an unmatched payment may be for, most likely first; computed from what is open now. */
    List<Suggestion> suggestions(long paymentId);

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
     * What a person typed.
     *
     * @param document the contract's or its order's number
     * @param bankReference the bank's own number of the payment
     */
    record ManualPrepayment(
            String document,
            @Nullable BigDecimal amount,
            @Nullable LocalDate receivedOn,
            @Nullable String bankReference,
            @Nullable String payer) {}

    /**
     * A line of a bank file.
     *
     * @param externalId the bank's own number of the line
     * @param amount more than zero, of a reversal too
     * @param reference what the payer wrote, or an invoice number
     * @param payerAccount IBAN
     * @param endToEndId what the payer called the payment
     * @param statement the statement it stands in
     * @param fingerprint of what it says, if the bank gives it no number of its own
     * @param isReversal whether it takes a payment back
     * @param originalReference of a reversal, the bank's number of what it takes back
     */
    record BankLine(
            String externalId,
            BigDecimal amount,
            String currency,
            LocalDate receivedOn,
            @Nullable String payer,
            @Nullable String reference,
            @Nullable String payerAccount,
            @Nullable String endToEndId,
            @Nullable String statement,
            @Nullable String fingerprint,
            boolean isReversal,
            @Nullable String originalReference) {

        /** A credit with its own number. */
        public BankLine(
                String externalId,
                BigDecimal amount,
                String currency,
                LocalDate receivedOn,
                @Nullable String payer,
                @Nullable String reference) {
            this(externalId, amount, currency, receivedOn, payer, reference, null, null, null, null, false, null);
        }
    }

    /**
     * What of a payment goes to an invoice.
     *
     * @param amount null for as much as is open and there is
     */
    record Part(String invoiceNumber, @Nullable BigDecimal amount) {}

    /**
     * What became of a payment.
     *
     * @param isNew false if the same line was taken before
     * @param orders the orders whose invoices it paid
     * @param reopened the orders whose invoices are owed again
     */
    record Taken(boolean isNew, List<String> orders, List<ReopenedOrder> reopened) {
        Taken(boolean isNew, List<String> orders) {
            this(isNew, orders, List.of());
        }
    }

    /** An order that owes again what it had paid. */
    record ReopenedOrder(String orderNumber, long customerId, String rep) {}

    /**
     * A payment that waits for a person.
     *
     * @param amount below zero for a reversal
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

    /** A payment of which something is left; {@code left} counts as a prepayment. */
    record OnAccount(
            long id,
            long customerId,
            BigDecimal amount,
            BigDecimal left,
            String currency,
            LocalDate receivedOn,
            @Nullable String payer,
            @Nullable String reference) {}

    /**
     * A payment as finance looks at it.
     *
     * @param left neither paid nor paid back
     * @param matchedWhy by which rule or whom it was matched, in words
     * @param prepays the contract it is kept for; else null
     */
    record PaymentView(
            long id,
            String kind,
            String state,
            BigDecimal amount,
            BigDecimal left,
            String currency,
            LocalDate receivedOn,
            @Nullable String payer,
            @Nullable String payerAccount,
            @Nullable String reference,
            String externalId,
            @Nullable String reason,
            @Nullable Long customerId,
            @Nullable String matchedWhy,
            @Nullable String prepays,
            List<Use> uses) {}

    /** What a payment paid of an invoice; below zero when that was taken back. */
    record Use(String invoiceNumber, BigDecimal amount) {}

    /**
     * What a payment may be for.
     *
     * @param confidence 0 to 100, as the table {@code payment-match} says
     * @param why in words
     * @param origin of a reversal, the payment it may take back; else null
     */
    record Suggestion(
            long customerId,
            String customerName,
            List<Part> parts,
            int confidence,
            String why,
            @Nullable Long origin) {}

    /** Money to be paid back. */
    record Refund(
            String number,
            long paymentId,
            BigDecimal amount,
            String currency,
            String reason,
            String state,
            @Nullable String payer,
            @Nullable String payerAccount,
            @Nullable Long customerId) {}
}
