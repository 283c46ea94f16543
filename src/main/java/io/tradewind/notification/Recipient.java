package io.tradewind.notification;

import org.jspecify.annotations.Nullable;

/**
 * Who a mail is for: a colleague by user id, or an outside address.
 *
 * @param language IETF language tag; null for a colleague, whose own language counts
 */
public record Recipient(
        @Nullable String userId, @Nullable String address, @Nullable String name, @Nullable String language) {

    /** A colleague, at the address and in the language the organization knows. */
    public static Recipient user(String userId) {
        return new Recipient(userId, null, null, null);
    }

    /** Someone outside. */
    public static Recipient address(String address, String name, String language) {
        return new Recipient(null, address, name, language);
    }
}
