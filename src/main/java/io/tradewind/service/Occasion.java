package io.tradewind.service;

import java.util.Arrays;

/** Why a customer should be contacted, the most urgent first. */
public enum Occasion {
    LAPSE("lapse", "Orders fall behind"),
    REPURCHASE("repurchase", "Next order is due"),
    VISIT("visit", "Return visit");

    private final String code;
    private final String label;

    Occasion(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    static Occasion of(String code) {
        return Arrays.stream(values())
                .filter(occasion -> occasion.code.equals(code))
                .findFirst()
                .orElseThrow();
    }
}
