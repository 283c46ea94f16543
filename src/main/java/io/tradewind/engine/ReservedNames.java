package io.tradewind.engine;

import java.util.Locale;
import java.util.Set;

/** What records and addresses use for something else, so that nobody can log in as it. */
public final class ReservedNames {

    private static final Set<String> NAMES = Set.of("system", "anonymous", "nobody", "null", "count", "camunda-admin");

    private ReservedNames() {}

    public static boolean isReserved(String userId) {
        return NAMES.contains(userId.toLowerCase(Locale.ROOT));
    }
}
