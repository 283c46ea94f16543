package io.tradewind.order.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.engine.variables.Variable;

/** Variables of {@code goods-return}. */
final class GoodsReturnVariables {

    /** In: the return. */
    static final Variable<String> RETURN_NUMBER = Variable.text("returnNumber");

    /** In: the order it comes from. */
    static final Variable<String> ORDER_NUMBER = Variable.text("orderNumber");

    /** In: the delivery it comes from. */
    static final Variable<String> DELIVERY_NUMBER = Variable.text("deliveryNumber");

    /** In: the customer. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** In: the order's rep. */
    static final Variable<String> REP = Variable.text("rep");

    /** Shown in forms. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** Shown in forms: why, as the customer says. */
    static final Variable<String> RETURN_REASON = Variable.shown("returnReason");

    /** Shown in forms: what was announced, and later what came. */
    static final Variable<ShownReturn[]> RETURNED_LINES = Variable.json("returnedLines", ShownReturn[].class);

    /** From the form: what came and how much of it is fit, line by line. */
    static final Variable<JsonNode> EXAMINED_LINES = Variable.json("examinedLines", JsonNode.class);

    /** From the form: why the goods are not taken back. */
    static final Variable<String> REFUSED_WHY = Variable.text("refusedWhy");

    /** A line as a table in a form shows it. */
    record ShownReturn(int position, String product, int announced, int received, int fit) {}

    private GoodsReturnVariables() {}
}
