package io.tradewind.notification;

import io.tradewind.engine.EmailAddresses;
import java.util.regex.Pattern;

/** Addresses to which a mail can be sent. */
final class Addresses {

    /** Before the at sign ASCII only: other letters would need servers that speak SMTPUTF8 all the way. */
    private static final Pattern SENT =
            Pattern.compile("[\\x21-\\x7E&&[^@<>(),;:\"\\[\\]\\\\]]+@[^\\s@<>(),;:\"\\[\\]\\\\]+");

    private Addresses() {}

    static boolean canBeSentTo(String address) {
        return SENT.matcher(address).matches() && EmailAddresses.endsInHost(address);
    }
}
