package io.tradewind.order;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The steps of a return, for the process {@code goods-return}. */
public interface ReturnWork {

    /** @throws io.tradewind.engine.Refused if there is no such return */
    GoodsReturn get(String returnNumber);

    /**
     * Notes what came and in which state.
     *
     * @param lines as the form sends them: {@code [{"position": 1, "received": 2, "fit": 1}]}; every line is there
     * @throws io.tradewind.engine.Refused naming the line, if more came than was delivered and is not back yet, more is
     *     fit than came, or nothing came
     */
    void examine(String returnNumber, JsonNode lines);

    /** Notes that the goods never came; the pieces may be announced again. */
    void lapse(String returnNumber);

    /**
     * Takes the goods back, once: what is fit goes back on the shelf, and what was invoiced is credited. A delivery that is
     * not invoiced yet is invoiced without them.
     */
    GoodsReturn accept(String returnNumber);

    /** Sends the goods back to the customer, once, and tells the rep. */
    void refuse(String returnNumber, @Nullable String why);
}
