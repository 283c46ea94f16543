package io.tradewind.engine;

import java.net.IDN;
import java.util.regex.Pattern;

/** Tells an e-mail address from a slip of the pen; whether it exists only a mail can tell. */
public final class EmailAddresses {

    private static final int LONGEST = 254;
    private static final Pattern PLAUSIBLE = Pattern.compile(
            "[^@\\s<>\"(),;:\\[\\]\\\\\\p{Cc}\\p{Cf}\\p{Z}]{1,64}@[^@\\s<>\"(),;:\\[\\]\\\\\\p{Cc}\\p{Cf}\\p{Z}]+\\.[^@.]+");

    private EmailAddresses() {}

    /** What people enter: something before the sign, and behind it the name of a host with at least one dot. */
    public static boolean isPlausible(String text) {
        return text.length() <= LONGEST && PLAUSIBLE.matcher(text).matches() && endsInHost(text);
    }

    /** Whether a mail server can be looked up by what stands behind the sign: parts of 1 to 63 letters, digits, hyphens. */
    public static boolean endsInHost(String address) {
        try {
            String host = IDN.toASCII(address.substring(address.lastIndexOf('@') + 1), IDN.USE_STD3_ASCII_RULES);
            return !host.isEmpty() && host.length() <= 253 && !host.endsWith(".");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
