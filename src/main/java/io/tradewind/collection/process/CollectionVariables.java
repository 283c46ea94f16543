package io.tradewind.collection.process;

import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What a collection process knows. */
final class CollectionVariables {

    static final String PAYMENT_RECEIVED = "collection.payment-received";

    /** The order whose invoices are to be paid. */
    static final Variable<String> ORDER_NUMBER = Variable.text("orderNumber");

    /** Who owes. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** User id of the deal's owner. */
    static final Variable<String> REP = Variable.text("rep");

    /** Out: whether everything is paid. */
    static final Variable<Boolean> COLLECTED = Variable.flag("collected");

    /** The customer's name, for the form. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** What is owed in all, for the form. */
    static final Variable<String> OPEN_SHOWN = Variable.text("openShown");

    /** What is promised or disputed, for the form; missing if nothing. */
    static final Variable<String> PAUSES_SHOWN = Variable.text("pausesShown");

    /** The open invoices to choose from, as label and value. */
    @SuppressWarnings("unchecked")
    static final Variable<List<Map<String, String>>> OPEN_INVOICES =
            Variable.json("openInvoices", (Class<List<Map<String, String>>>) (Class<?>) List.class);

    /** The only open invoice, chosen already; missing if there are several. */
    static final Variable<String> SOLE_OPEN_INVOICE = Variable.text("soleOpenInvoice");

    /** Working days until a payment is expected, for the task's due date. */
    static final Variable<Long> DAYS_TO_PAYMENT = Variable.whole("daysToPayment");

    /** When to look for what is overdue, ISO instant. */
    static final Variable<String> NEXT_DUNNING_AT = Variable.text("nextDunningAt");

    /** Days overdue of the oldest invoice that may be asked for; input of {@code dunning-level}. */
    static final Variable<Long> OVERDUE_DAYS = Variable.whole("overdueDays");

    /** What {@code dunning-level} says: {@code level}, {@code mailCustomer}, {@code hold}. */
    @SuppressWarnings("unchecked")
    static final Variable<Map<String, Object>> DUNNING =
            Variable.json("dunning", (Class<Map<String, Object>>) (Class<?>) Map.class);

    /** From the form: what was promised; missing for all that is open. */
    static final Variable<BigDecimal> PROMISED_AMOUNT = Variable.money("promisedAmount");

    /** From the form: {@code stands}, {@code credit-all} or {@code credited}. */
    static final Variable<String> DISPUTE_OUTCOME = Variable.text("disputeOutcome");

    /** From the form: {@code payment}, {@code promise}, {@code dispute}, {@code settled}, {@code hold} or {@code lifted}. */
    static final Variable<String> WHAT_HAPPENED = Variable.text("whatHappened");

    /** From the form: the invoice it is about. */
    static final Variable<String> INVOICE_NUMBER = Variable.text("invoiceNumber");

    /** From the form: what came in. */
    static final Variable<BigDecimal> PAID_AMOUNT = Variable.money("paidAmount");

    /** From the form: its currency. */
    static final Variable<String> PAID_CURRENCY = Variable.text("paidCurrency");

    /** From the form: value date at the bank. */
    static final Variable<LocalDate> RECEIVED_ON = Variable.date("receivedOn");

    /** From the form: the bank's own number of the payment. */
    static final Variable<String> BANK_REFERENCE = Variable.text("bankReference");

    /** From the form: who paid, if not the customer. */
    static final Variable<String> PAYER = Variable.text("payer");

    /** From the form: more than is open is meant. */
    static final Variable<Boolean> KEEP_EXCESS = Variable.flag("keepExcess");

    /** From the form: last day of a promise. */
    static final Variable<LocalDate> PROMISED_ON = Variable.date("promisedOn");

    /** From the form: what the customer said. */
    static final Variable<String> PAUSE_REASON = Variable.text("pauseReason");

    private CollectionVariables() {}
}
