package io.tradewind.approval;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may decide alone.
 *
 * @param limits all of them must hold
 */
record Authority(List<Limit> limits) {

    /** Why this request is beyond it, as half a sentence; empty when it is not. */
    Optional<String> exceededBy(ApprovalRequest request) {
        return brokenOf(limits, request);
    }

    /** As {@link #exceededBy}, without a word of what is confidential, not even whether it is a reason as well. */
    Optional<String> exceededDiscreetlyBy(ApprovalRequest request) {
        List<Limit> open = limits.stream()
                .filter(limit -> !Measures.confidential(limit.measure()))
                .toList();
        return exceededBy(request).map(all -> brokenOf(open, request).orElse(DiscreetWords.WITHOUT_REASON));
    }

    /** Those that do not hold; what is open first. */
    List<Limit> broken(ApprovalRequest request) {
        return inOrder(limits)
                .filter(limit -> limit.brokenBy(request).isPresent())
                .toList();
    }

    private static Stream<Limit> inOrder(List<Limit> limits) {
        return limits.stream()
                .sorted(Comparator.comparing((Limit limit) -> Measures.confidential(limit.measure()))
                        .thenComparing(Limit::measure));
    }

    private static Optional<String> brokenOf(List<Limit> limits, ApprovalRequest request) {
        return inOrder(limits)
                .map(limit -> limit.brokenBy(request))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " and " + other);
    }

    /**
     * One column of an authority table.
     *
     * @param measure what it bounds
     * @param upper whether it bounds from above
     */
    record Limit(String measure, boolean upper, BigDecimal value) {

        /** Columns {@code maxDiscount} and {@code minMargin} bound {@code discount} and {@code margin}. */
        static Optional<Limit> of(String column, @Nullable Object cell) {
            boolean upper = column.startsWith("max");
            if (cell == null || !(upper || column.startsWith("min")) || column.length() < 4) {
                return Optional.empty();
            }
            String measure = column.substring(3, 4).toLowerCase(Locale.ROOT) + column.substring(4);
            return Optional.of(new Limit(measure, upper, new BigDecimal(cell.toString())));
        }

        Limit narrower(Limit other) {
            return upper == value.compareTo(other.value) < 0 ? this : other;
        }

        /** Careful: a limit on something that is not known does not hold. */
        private Optional<String> brokenBy(ApprovalRequest request) {
            Map<String, BigDecimal> measures = request.measures();
            BigDecimal asked = measures.get(measure);
            String words = Measures.words(measure);
            if (asked == null) {
                return Optional.of("the " + words + " is not known");
            }
            BigDecimal rounded = Measures.rounded(measure, asked);
            if (upper ? rounded.compareTo(value) <= 0 : rounded.compareTo(value) >= 0) {
                return Optional.empty();
            }
            if (Measures.confidential(measure)) {
                return Optional.of("the " + words + " is too " + (upper ? "high" : "low"));
            }
            return Optional.of("%s %s is %s the limit of %s"
                    .formatted(
                            words,
                            Measures.shown(measure, asked, request.currency()),
                            upper ? "above" : "below",
                            Measures.shown(measure, value, request.currency())));
        }
    }
}
