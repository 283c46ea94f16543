package io.tradewind.order;

import io.tradewind.organization.Roles;
import java.util.List;

/**
 * Something that keeps an order's goods from leaving.
 *
 * @param why in words, for the person who clears it
 */
public record Hold(Kind kind, String why) {

    /** Sales support clears everything; what is about money finance too, what is about goods only logistics too. */
    public static String clearers(List<Hold> holds) {
        return Roles.SALES_SUPPORT + ","
                + (holds.stream().allMatch(hold -> hold.kind().ofGoods) ? Roles.LOGISTICS : Roles.FINANCE);
    }

    /** What is in the way. */
    public enum Kind {
        CREDIT("Credit", false),
        PREPAYMENT("Prepayment", false),
        APPROVAL("Approval", false),
        STOCK("Stock", true),
        ADDRESS("Delivery address", true);

        private final String label;
        private final boolean ofGoods;

        Kind(String label, boolean ofGoods) {
            this.label = label;
            this.ofGoods = ofGoods;
        }

        /** As people read it. */
        public String label() {
            return label;
        }
    }
}
