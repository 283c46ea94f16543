package io.tradewind.collection.process;

import io.tradewind.engine.variables.Variable;
import java.time.LocalDate;

/** What a refund process knows. */
final class RefundVariables {

    /** What the refund is called; the business key. */
    static final Variable<String> REFUND_NUMBER = Variable.text("refundNumber");

    /** Amount and currency, for the form. */
    static final Variable<String> REFUND_SHOWN = Variable.text("refundShown");

    /** Who paid, for the form; missing if the bank did not say. */
    static final Variable<String> REFUND_PAYER = Variable.shown("refundPayer");

    /** Where it came from, for the form; missing if the bank did not say. */
    static final Variable<String> REFUND_ACCOUNT = Variable.shown("refundAccount");

    /** Why it is paid back, for the form. */
    static final Variable<String> REFUND_REASON = Variable.shown("refundReason");

    /** From the form: the day it left our account. */
    static final Variable<LocalDate> PAID_ON = Variable.date("paidOn");

    /** From the form: the bank's number of the transfer. */
    static final Variable<String> BANK_REFERENCE = Variable.text("bankReference");

    /** In: whose money it is; absent while nobody knows. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    private RefundVariables() {}
}
