package io.tradewind.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parts that add up to the whole exactly: each gets its share rounded down, and the units left over go one each to the
 * parts that lost most, the first of equals first.
 */
final class LargestRemainder {

    private static final BigDecimal GOLDEN_SECTION = new BigDecimal("0.618");

    private LargestRemainder() {}

    /**
     * @param amount not negative, with at most so many decimals
     * @param weights not negative, at least one; all zero counts as all equal
     * @param decimals of a unit: 2 for cents, 0 for whole customers
     */
    static List<BigDecimal> split(BigDecimal amount, List<BigDecimal> weights, int decimals) {
        BigInteger units = amount.movePointRight(decimals).toBigIntegerExact();
        boolean equal = weights.stream().allMatch(weight -> weight.signum() == 0);
        int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        List<BigInteger> parts = new ArrayList<>();
        weights.forEach(weight -> parts.add(
                equal ? BigInteger.ONE : weight.setScale(Math.max(scale, 0)).unscaledValue()));
        BigInteger whole = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<BigInteger[]> shares = parts.stream()
                .map(part -> units.multiply(part).divideAndRemainder(whole))
                .toList();
        int left = units.subtract(shares.stream().map(share -> share[0]).reduce(BigInteger.ZERO, BigInteger::add))
                .intValueExact();
        List<BigInteger> given =
                new ArrayList<>(shares.stream().map(share -> share[0]).toList());
        IntStream.range(0, given.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> shares.get(i)[1]).reversed())
                .limit(left)
                .forEach(i -> given.set(i, given.get(i).add(BigInteger.ONE)));
        return given.stream().map(part -> new BigDecimal(part, decimals)).toList();
    }

    /**
     * Few whole units over the parts in turn, each where its share of the way is reached. Of several who share alike each
     * begins elsewhere on the way: else the first units of all would fall on the same part.
     *
     * @param units a whole number, not negative
     * @param weights not negative, at least one; all zero counts as all equal
     * @param turn which of several this is, from 0
     */
    static List<BigDecimal> inTurn(BigDecimal units, List<BigDecimal> weights, int turn) {
        boolean equal = weights.stream().allMatch(weight -> weight.signum() == 0);
        List<BigDecimal> shares =
                equal ? weights.stream().map(weight -> BigDecimal.ONE).toList() : weights;
        BigDecimal whole = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        // steps of the golden section never come close to where they were before
        BigDecimal begin = GOLDEN_SECTION.multiply(BigDecimal.valueOf(turn)).remainder(BigDecimal.ONE);
        List<BigDecimal> parts = new ArrayList<>();
        BigDecimal way = BigDecimal.ZERO;
        BigDecimal given = BigDecimal.ZERO;
        for (BigDecimal share : shares) {
            way = way.add(share);
            BigDecimal reached = units.multiply(way).add(begin.multiply(whole)).divide(whole, 0, RoundingMode.FLOOR);
            parts.add(reached.subtract(given));
            given = reached;
        }
        return parts;
    }
}
