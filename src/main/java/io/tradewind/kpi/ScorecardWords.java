package io.tradewind.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A scorecard and its numbers as people read them. */
public final class ScorecardWords {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private static final int LONGEST = 3_800;

    private ScorecardWords() {}

    /** {@code October 2026}. */
    public static String month(YearMonth month) {
        return MONTH.format(month);
    }

    /** {@code 87.3 %}, {@code 82.0 points}; a dash where there is nothing. */
    public static String value(String unit, @Nullable BigDecimal value) {
        if (value == null) {
            return "–";
        }
        return unit.equals("share") ? percent(value) : decimals(value, 0, 2) + (unit.isEmpty() ? "" : " " + unit);
    }

    /** A fraction as per cent, one decimal. */
    public static String percent(@Nullable BigDecimal fraction) {
        return fraction == null
                ? "–"
                : decimals(fraction.movePointRight(2).setScale(1, RoundingMode.HALF_UP), 1, 1) + " %";
    }

    /** Points or a weight, as many decimals as it needs and no more than two. */
    public static String number(@Nullable BigDecimal number) {
        return number == null ? "–" : decimals(number, 0, 2);
    }

    /** One line for each component, then the sum, in Markdown for a form. */
    public static String card(Scorecard card) {
        String lines = card.components().stream().map(ScorecardWords::line).collect(Collectors.joining("\n"));
        String sum = card.score() == null
                ? "**No score**: none of this could be measured for the month."
                : "**Score: " + number(card.score()) + " points** (100 is a month in which everything was attained)"
                        + (card.reweighted() ? "; what could not be measured gave its weight to the others." : ".");
        String all = lines + "\n\n" + sum;
        return all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
    }

    private static String line(Scorecard.Component component) {
        String weight = "weight " + number(component.weight());
        if (component.value() == null) {
            return "- **" + component.title() + "**: nothing to measure, " + weight + " goes to the others";
        }
        if (component.points() == null) {
            return "- **" + component.title() + "**: " + value(component.unit(), component.value()) + ", not counted ("
                    + weight + ")";
        }
        return "- **%s**: %s of %s = %s attained × weight %s = **%s** points"
                .formatted(
                        component.title(),
                        value(component.unit(), component.value()),
                        value(component.unit(), component.goal()),
                        percent(component.attainment()),
                        number(component.countedWeight()),
                        number(component.points()));
    }

    private static String decimals(BigDecimal number, int fewest, int most) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(fewest);
        format.setMaximumFractionDigits(most);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
