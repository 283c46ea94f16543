package io.tradewind.planning;

import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * By which rule a whole is shared among its parts: so much by what each reached before, the rest by what its territory or
 * product could bring (table {@code target-share}). The rule knows no person: two reps with the same history in
 * territories of the same potential are asked for the same.
 */
@Component
class ShareRule {

    private static final int SCALE = 12;

    private final DecisionTables tables;
    private final Acting acting;

    ShareRule(DecisionTables tables, Acting acting) {
        this.tables = tables;
        this.acting = acting;
    }

    /**
     * Somebody or something that gets a share.
     *
     * @param history what it reached; zero for nothing
     * @param potential what it could; null when nobody said
     * @param heads how many reps work there
     */
    record Claim(BigDecimal history, @Nullable BigDecimal potential, int heads) {}

    /** A share of the whole and how it came about. */
    record Share(BigDecimal weight, String why) {}

    BigDecimal tolerance(Measure measure) {
        return number(row(measure), "tolerance");
    }

    List<Share> shares(Measure measure, List<Claim> claims) {
        BigDecimal historyPart = number(row(measure), "historyShare");
        List<BigDecimal> history = fractions(claims.stream()
                .map(claim -> claim.history().signum() > 0 ? claim.history() : null)
                .toList());
        List<BigDecimal> potential =
                fractions(claims.stream().map(Claim::potential).toList());
        List<BigDecimal> heads = fractions(claims.stream()
                .map(claim -> BigDecimal.valueOf(Math.max(0, claim.heads())))
                .toList());
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            String reached = history.isEmpty()
                    ? "nothing to compare: by number of reps (" + percent(heads.get(i)) + ")"
                    : claim.history().signum() > 0
                            ? "the twelve months before (" + percent(history.get(i)) + ")"
                            : "no history of its own: the average of the others (" + percent(history.get(i)) + ")";
            BigDecimal before = history.isEmpty() ? heads.get(i) : history.get(i);
            if (potential.isEmpty()) {
                shares.add(new Share(before, upper(reached) + "; no potential is known"));
            } else {
                BigDecimal weight = historyPart
                        .multiply(before)
                        .add(BigDecimal.ONE.subtract(historyPart).multiply(potential.get(i)));
                shares.add(new Share(
                        weight,
                        percent(historyPart) + " by " + reached + ", " + percent(BigDecimal.ONE.subtract(historyPart))
                                + " by potential "
                                + (claim.potential() == null ? "(unknown: the average, " : "(")
                                + percent(potential.get(i)) + ")"));
            }
        }
        return shares;
    }

    /** Fractions of 1; an unknown one counts as the average of the known. Empty if none is known, or all are zero. */
    private static List<BigDecimal> fractions(List<@Nullable BigDecimal> values) {
        List<BigDecimal> known = values.stream().filter(Objects::nonNull).toList();
        BigDecimal sum = known.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() == 0) {
            return List.of();
        }
        BigDecimal average = sum.divide(BigDecimal.valueOf(known.size()), SCALE, RoundingMode.HALF_UP);
        List<BigDecimal> filled =
                values.stream().map(value -> value == null ? average : value).toList();
        BigDecimal whole = filled.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return filled.stream()
                .map(value -> value.divide(whole, SCALE, RoundingMode.HALF_UP))
                .toList();
    }

    private Map<String, Object> row(Measure measure) {
        return acting.asSystem(() -> tables.first("target-share", Map.of("measure", measure.code()))
                .orElseThrow(() -> new IllegalStateException("Table target-share has no rule for " + measure.code())));
    }

    private static BigDecimal number(Map<String, Object> row, String column) {
        Object cell = Objects.requireNonNull(row.get(column), () -> "Table target-share leaves " + column + " empty");
        return new BigDecimal(cell.toString());
    }

    static String percent(BigDecimal fraction) {
        return fraction.movePointRight(2)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    private static String upper(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
