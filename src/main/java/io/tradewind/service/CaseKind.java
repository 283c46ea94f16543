package io.tradewind.service;

import io.tradewind.engine.Refused;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a customer comes with. */
public enum CaseKind {
    /** Wants to know or to have something: answered and settled. */
    REQUEST,
    /** Something went wrong: its cause is looked for, and removed. */
    COMPLAINT;

    /** As forms, tables and programs write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refused naming the field {@code kind} */
    public static CaseKind of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refused("kind", "Say whether it is a 'request' or a 'complaint'."));
    }
}
