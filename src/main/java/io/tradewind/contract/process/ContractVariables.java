package io.tradewind.contract.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Variables of {@code contract}. */
final class ContractVariables {

    /** In: the deal whose quotation was accepted. */
    static final Variable<String> DEAL_NUMBER = Variable.text("dealNumber");

    /** In: the customer. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** In: the deal's owner. */
    static final Variable<String> REP = Variable.text("rep");

    /** Out: the contract's number. */
    static final Variable<String> CONTRACT_NUMBER = Variable.text("contractNumber");

    /** Out: whether both have signed; no until they have. */
    static final Variable<Boolean> CONTRACT_SIGNED = Variable.flag("contractSigned");

    /** For the credit check: the total. */
    static final Variable<BigDecimal> CONTRACT_TOTAL = Variable.money("contractTotal");

    /** For the credit check: the currency. */
    static final Variable<String> CONTRACT_CURRENCY = Variable.text("contractCurrency");

    /** From the form: first day. */
    static final Variable<LocalDate> STARTS_ON = Variable.date("startsOn");

    /** From the form: duration. */
    static final Variable<Long> CONTRACT_MONTHS = Variable.whole("contractMonths");

    /** From the form: days before the end. */
    static final Variable<Long> NOTICE_DAYS = Variable.whole("noticeDays");

    /** As quoted, then as the form has it. */
    static final Variable<Long> PAYMENT_DAYS = Variable.whole("paymentDays");

    /** From the form; may be empty. */
    static final Variable<String> PAYMENT_PLAN = Variable.text("paymentPlan");

    /** From the form; may be empty. */
    static final Variable<String> DELIVERY_ADDRESS = Variable.text("deliveryAddress");

    /** From the form: each clause as it is wished; absent when they stay as they are. */
    static final Variable<JsonNode> CLAUSES = Variable.json("clauses", JsonNode.class);

    /** From the form: day of the signature. */
    static final Variable<LocalDate> SIGNED_ON = Variable.date("signedOn");

    /** In {@code contract-approval}: {@code conclude} or {@code void}. */
    static final Variable<String> CONTRACT_ACT = Variable.text("contractAct");

    /** For the approval chain; null when nobody has to be asked. */
    static final Variable<Long> APPROVAL_ID = Variable.whole("approvalId");

    /** Whether anybody has to be asked. */
    static final Variable<Boolean> APPROVAL_NEEDED = Variable.flag("approvalNeeded");

    /** Out of {@code contract-approval}: approved, rejected or sent-back. */
    static final Variable<String> APPROVAL_OUTCOME = Variable.text("approvalOutcome");

    /** Out of {@code contract-approval}, shown in forms: what the approvers said; never absent. */
    static final Variable<String> APPROVAL_REMARK = Variable.text("approvalRemark");

    /** From the form: who signed. */
    static final Variable<String> SIGNED_BY_CUSTOMER = Variable.text("signedByCustomer");

    /** From the form; absent when credit was the reason. */
    static final Variable<String> WITHDRAWN_WHY = Variable.text("withdrawnWhy");

    /** Shown in forms. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** Shown in forms. */
    static final Variable<String> SHOWN_TOTAL = Variable.text("shownTotal");

    /** Shown in forms: the goods. */
    static final Variable<ShownLine[]> CONTRACT_LINES = Variable.json("contractLines", ShownLine[].class);

    /** A line as a table in a form shows it. */
    record ShownLine(int position, String product, int quantity, String amount) {}

    private ContractVariables() {}
}
