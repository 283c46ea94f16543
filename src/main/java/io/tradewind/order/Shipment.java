package io.tradewind.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.engine.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What leaves with a carrier.
 *
 * @param trackingNumber null or blank if the carrier gives none
 */
public record Shipment(String carrier, @Nullable String trackingNumber, List<Line> lines) {

    public Shipment {
        lines = List.copyOf(lines);
    }

    /** @param quantity more than zero */
    public record Line(int position, int quantity) {}

    /**
     * Reads lines as the form sends them: {@code [{"position": 1, "quantity": 3}]}; lines with nothing are left out.
     *
     * @throws Refused in a sentence that names the line, if anything is not as it must be
     */
    public static List<Line> lines(JsonNode json) {
        if (!json.isArray()) {
            throw new Refused("shippedLines", "Say what leaves now, line by line.");
        }
        List<Line> lines = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (JsonNode line : json) {
            JsonNode position = line.path("position");
            JsonNode quantity = line.path("quantity");
            if (!position.canConvertToInt() || !position.isIntegralNumber()) {
                throw new Refused("shippedLines", "A line has no number.");
            }
            if (!quantity.isIntegralNumber() || !quantity.canConvertToInt() || quantity.intValue() < 0) {
                throw new Refused(
                        "shippedLines",
                        "Line " + position.intValue() + ": the quantity that leaves must be a whole number, or 0.");
            }
            if (!seen.add(position.intValue())) {
                throw new Refused("shippedLines", "Line " + position.intValue() + " is there twice.");
            }
            if (quantity.intValue() > 0) {
                lines.add(new Line(position.intValue(), quantity.intValue()));
            }
        }
        return lines;
    }
}
