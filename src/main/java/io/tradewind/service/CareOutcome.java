package io.tradewind.service;

import io.tradewind.engine.Refused;
import java.util.Arrays;

/** What a customer said when we asked. */
public enum CareOutcome {
    BUYS("buys", "they want to buy"),
    LATER("later", "nothing now"),
    LOST("lost", "they buy elsewhere");

    private final String code;
    private final String label;

    CareOutcome(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** @throws Refused if it is none */
    static CareOutcome of(String code) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "careOutcome", "Say what came of it: they buy, nothing now, or they buy elsewhere."));
    }
}
