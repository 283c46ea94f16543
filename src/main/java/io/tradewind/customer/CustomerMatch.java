package io.tradewind.customer;

/**
 * A customer that an incoming company may be.
 *
 * @param why in words, e.g. {@code same tax number}
 */
public record CustomerMatch(Customer customer, Kind kind, String why) {

    /** How sure the match is. */
    public enum Kind {
        /** Same tax number, or same name in normal form. */
        EXACT,
        /** Same phone or e-mail, or a similar name: a person decides. */
        NEAR
    }
}
