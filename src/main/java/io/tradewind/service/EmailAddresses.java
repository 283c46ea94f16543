package io.tradewind.service;

import java.util.regex.Pattern;

/** Tells an e-mail address from a slip of the pen; whether it exists only a mail can tell. */
final class EmailAddresses {

    private static final Pattern PLAUSIBLE = Pattern.compile(
            "[^@\\s<>\"(),;:\\p{Cc}\\p{Cf}\\p{Z}]{1,64}@[^@\\s<>\"(),;:.\\p{Cc}\\p{Cf}\\p{Z}]+(\\.[^@\\s<>\"(),;:.\\p{Cc}\\p{Cf}\\p{Z}]+)+");

    private EmailAddresses() {}

    static boolean isPlausible(String text) {
        return text.length() <= 254 && PLAUSIBLE.matcher(text).matches();
    }
}
