package io.tradewind.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The rounding rule of the house, see docs/decisions/0006-money.md: two decimals, halves up, sums of rounded parts. */
public final class Money {

    private static final int DECIMALS = 2;

    private Money() {}

    /** To the cent, half a cent away from zero. */
    public static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /**
     * Parts of an amount that add up to it: each is rounded down to the cent, and the cents left over go one each to the
     * parts that lost most, the first of equals first (largest remainder).
     *
     * @param shares fractions that add up to 1, at least one
     */
    public static List<BigDecimal> split(BigDecimal amount, List<BigDecimal> shares) {
        BigDecimal sum = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("Shares must add up to 1, not to " + sum);
        }
        List<BigDecimal> exact = shares.stream().map(amount::multiply).toList();
        List<BigDecimal> parts = new ArrayList<>(exact.stream()
                .map(part -> part.setScale(DECIMALS, RoundingMode.FLOOR))
                .toList());
        BigDecimal cent = BigDecimal.ONE.movePointLeft(DECIMALS);
        int cents = rounded(amount)
                .subtract(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .movePointRight(DECIMALS)
                .intValueExact();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(parts.get(i)))
                        .reversed())
                .limit(cents)
                .toList()
                .forEach(i -> parts.set(i, parts.get(i).add(cent)));
        return List.copyOf(parts);
    }
}
