package io.tradewind.order.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Variables of {@code order-delivery}. */
final class OrderDeliveryVariables {

    /** In: the signed contract. */
    static final Variable<String> CONTRACT_NUMBER = Variable.text("contractNumber");

    /** In: the deal it came from. */
    static final Variable<String> DEAL_NUMBER = Variable.text("dealNumber");

    /** In: the customer. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** In: the deal's owner. */
    static final Variable<String> REP = Variable.text("rep");

    /** Out: the order's number. */
    static final Variable<String> ORDER_NUMBER = Variable.text("orderNumber");

    /** Out: whether everything arrived; no until it has. */
    static final Variable<Boolean> ORDER_DELIVERED = Variable.flag("orderDelivered");

    /** For the credit check: the total. */
    static final Variable<BigDecimal> ORDER_TOTAL = Variable.money("orderTotal");

    /** For the credit check: the currency. */
    static final Variable<String> ORDER_CURRENCY = Variable.text("orderCurrency");

    /** Whether anything is in the way. */
    static final Variable<Boolean> ORDER_HELD = Variable.flag("orderHeld");

    /** Whether the form asks for the address. */
    static final Variable<Boolean> ADDRESS_MISSING = Variable.flag("addressMissing");

    /** The groups who may clear what is in the way, with commas between. */
    static final Variable<String> HOLD_CLEARERS = Variable.text("holdClearers");

    /** Shown, and from the form when it was missing. */
    static final Variable<String> DELIVERY_ADDRESS = Variable.text("deliveryAddress");

    /** From the form: the customer takes what is there and the rest later. */
    static final Variable<Boolean> TAKE_IN_PARTS = Variable.flag("takeInParts");

    /** Whether the form offers to deliver in parts. */
    static final Variable<Boolean> STOCK_SHORT = Variable.flag("stockShort");

    /** Whether the form offers to ask for approval. */
    static final Variable<Boolean> APPROVAL_MISSING = Variable.flag("approvalMissing");

    /** The approval of a change. */
    static final Variable<Long> APPROVAL_ID = Variable.whole("approvalId");

    /** Whether a prepayment has to be paid back. */
    static final Variable<Boolean> PREPAYMENT_TO_REFUND = Variable.flag("prepaymentToRefund");

    /** Shown in the form: what of the prepayment goes back. */
    static final Variable<String> SHOWN_PREPAYMENT = Variable.text("shownPrepayment");

    /** From the form: when the prepayment was paid back. */
    static final Variable<LocalDate> REFUNDED_ON = Variable.date("refundedOn");

    /** From the form: the bank's number of it. */
    static final Variable<String> REFUND_REFERENCE = Variable.text("refundReference");

    /** Shown in the form: lost or damaged, as the carrier says. */
    static final Variable<String> REPORTED_LOSS = Variable.text("reportedLoss");

    /** From the form: received or cancel; absent when the carrier told. */
    static final Variable<String> DELIVERY_ANSWER = Variable.text("deliveryAnswer");

    /** From the form: check-again, ask-credit, ask-approval or cancel. */
    static final Variable<String> HOLD_ANSWER = Variable.text("holdAnswer");

    /** From the form: why it is cancelled. */
    static final Variable<String> CANCEL_WHY = Variable.text("cancelWhy");

    /** From the form: packed, close or cancel. */
    static final Variable<String> PICK_ANSWER = Variable.text("pickAnswer");

    /** From the form: who carries the goods. */
    static final Variable<String> CARRIER = Variable.text("carrier");

    /** From the form: the carrier's number. */
    static final Variable<String> TRACKING_NUMBER = Variable.text("trackingNumber");

    /** The delivery under way. */
    static final Variable<String> DELIVERY_NUMBER = Variable.text("deliveryNumber");

    /** From the form: when it was received; absent when the carrier told. */
    static final Variable<LocalDate> RECEIVED_ON = Variable.date("receivedOn");

    /** From the form: by whom; absent when the carrier told. */
    static final Variable<String> RECEIVED_BY = Variable.text("receivedBy");

    /** Whether everything ordered has arrived. */
    static final Variable<Boolean> ALL_DELIVERED = Variable.flag("allDelivered");

    /** Shown in forms. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** Shown in forms. */
    static final Variable<String> SHOWN_TOTAL = Variable.text("shownTotal");

    /** Shown in forms: what is in the way. */
    static final Variable<ShownHold[]> HOLD_REASONS = Variable.json("holdReasons", ShownHold[].class);

    /** Shown in forms: what is still to be shipped. */
    static final Variable<ShownLine[]> OPEN_LINES = Variable.json("openLines", ShownLine[].class);

    /** From the form: what leaves, line by line; read by {@link io.tradewind.order.Shipment#lines}. */
    static final Variable<JsonNode> SHIPPED_LINES = Variable.json("shippedLines", JsonNode.class);

    /** A reason as a table in a form shows it. */
    record ShownHold(String hold, String why) {}

    /** A line as a table in a form shows it. */
    record ShownLine(int position, String product, int quantity, int open) {}

    private OrderDeliveryVariables() {}
}
