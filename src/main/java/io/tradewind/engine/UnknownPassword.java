package io.tradewind.engine;

import java.security.SecureRandom;

/** The password of a login that nobody can use yet: the engine cannot compare with none. */
public final class UnknownPassword {

    /** Of two digits each: nobody guesses 398 bits. */
    private static final int GROUPS = 60;

    private static final int A_GROUP = 100;

    private static final SecureRandom RANDOM = new SecureRandom();

    private UnknownPassword() {}

    /** A new one, as {@link PasswordRules} want it of anybody: no three characters of it can be in a name. */
    public static String next() {
        StringBuilder password = new StringBuilder("aA");
        for (int group = 0; group < GROUPS; group++) {
            password.append('|').append(String.format("%02d", RANDOM.nextInt(A_GROUP)));
        }
        return password.toString();
    }
}
