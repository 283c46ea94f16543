package io.tradewind.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parts that add up to the whole exactly: each gets its share rounded down, and the units left over go one each to the
 * parts that lost most, the first of equals first.
 */
final class LargestRemainder {

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
}
