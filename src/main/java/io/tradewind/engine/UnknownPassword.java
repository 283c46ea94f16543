package io.tradewind.engine;

import java.security.SecureRandom;
import java.util.Base64;

/** The password of a login that nobody can use yet: the engine cannot compare with none. */
public final class UnknownPassword {

    private static final int BYTES = 48;
    private static final SecureRandom RANDOM = new SecureRandom();

    private UnknownPassword() {}

    /** A new one, as the password policy wants it. */
    public static String next() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return "aA1-" + Base64.getUrlEncoder().encodeToString(random);
    }
}
