package io.tradewind.engine.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of the password it was opened with: another password has another mark, and the session ends.
 * Whoever changes their own keeps the session in which they do.
 */
final class PasswordMark {

    private static final ThreadLocal<@Nullable String> OWN = new ThreadLocal<>();

    private PasswordMark() {}

    /** Of a password as the engine keeps it, which is salted anew each time it is set. */
    static String of(@Nullable String kept, @Nullable String salt) {
        try {
            byte[] mark =
                    MessageDigest.getInstance("SHA-256").digest((kept + "/" + salt).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mark);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody has just changed their own, in this thread. */
    static void changedByOneself(String mark) {
        OWN.set(mark);
    }

    /** The mark of a password that was changed so since this was asked last; null if none was. */
    static @Nullable String ownChange() {
        String mark = OWN.get();
        OWN.remove();
        return mark;
    }
}
