package io.tradewind.service;

import io.tradewind.engine.Refused;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much a matter hurts the customer. */
public enum Severity {
    /** The customer's business stands still. */
    CRITICAL,
    /** The customer works, with difficulty. */
    HIGH,
    /** Annoying. */
    NORMAL,
    /** A wish. */
    LOW;

    /** As forms, tables and programs write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refused naming the field {@code severity} */
    public static Severity of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(severity -> severity.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refused("severity", "Say how severe it is: critical, high, normal or low."));
    }
}
