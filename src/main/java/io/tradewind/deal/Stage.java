package io.tradewind.deal;

import io.tradewind.engine.Refused;
import java.util.Arrays;
import java.util.Locale;

/** How far a deal has come, in the order of a deal's life. */
public enum Stage {
    /** The customer's needs are not known yet. */
    PROSPECTING,
    /** The customer and the needs are known. */
    ENGAGING,
    /** A quotation is being prepared or approved. */
    QUOTATION,
    /** The customer has an approved quotation. */
    NEGOTIATION,
    /** The customer accepted a quotation. */
    WON,
    /** The customer bought elsewhere or not at all. */
    LOST;

    /** As tables, forms and files write it, e.g. {@code prospecting}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the deal is still to be decided in this stage. */
    public boolean open() {
        return this != WON && this != LOST;
    }

    /** @throws Refused if there is no such stage; case and surrounding blanks aside */
    public static Stage of(String code) {
        return Arrays.stream(values())
                .filter(stage -> stage.code().equalsIgnoreCase(code.strip()))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "stage",
                        "'" + code + "' is no stage of a deal; use prospecting, engaging, quotation, negotiation, won"
                                + " or lost."));
    }
}
