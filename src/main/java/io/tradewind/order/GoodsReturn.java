package io.tradewind.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Goods a customer sends back.
 *
 * @param number what stands on the parcel, e.g. {@code R-2026-000123}
 * @param reason why, as the customer says
 * @param decidedWhy why it was refused; null while it is not
 * @param creditNoteNumber null unless something invoiced was taken back
 */
public record GoodsReturn(
        String number,
        String deliveryNumber,
        String orderNumber,
        String reason,
        State state,
        LocalDate announcedOn,
        @Nullable String decidedWhy,
        @Nullable String creditNoteNumber,
        List<Line> lines) {

    /** How far it has come. */
    public enum State {
        ANNOUNCED,
        EXAMINED,
        ACCEPTED,
        REFUSED,
        /** The goods never came. */
        LAPSED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public GoodsReturn {
        lines = List.copyOf(lines);
    }

    /**
     * @param announced pieces the customer says they send
     * @param received pieces that came; null until somebody looked
     * @param fit of these, fit to be sold again; null until somebody looked
     */
    public record Line(
            int position,
            String product,
            String productName,
            int announced,
            @Nullable Integer received,
            @Nullable Integer fit) {}
}
