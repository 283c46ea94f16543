package io.tradewind.service;

import java.util.regex.Pattern;

/** Tells an e-mail address from a slip of the pen; whether it exists only a mail can tell. */
final class EmailAddresses {

    private static final Pattern PLAUSIBLE =
            Pattern.compile("[^@\\s<>\"(),;:]{1,64}@[^@\\s<>\"(),;:.]+(\\.[^@\\s<>\"(),;:.]+)+");

    private EmailAddresses() {}

    static boolean isPlausible(String text) {
        return text.length() <= 254 && PLAUSIBLE.matcher(text).matches();
    }
}
