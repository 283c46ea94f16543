package io.tradewind.order;

/**
 * Something that keeps an order's goods from leaving.
 *
 * @param why in words, for the person who clears it
 */
public record Hold(Kind kind, String why) {

    /** What is in the way. */
    public enum Kind {
        CREDIT("Credit"),
        PREPAYMENT("Prepayment"),
        APPROVAL("Approval"),
        STOCK("Stock"),
        ADDRESS("Delivery address");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As people read it. */
        public String label() {
            return label;
        }
    }
}
