package io.tradewind.contract;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a payment plan as people write it: {@code 30 % after 0 days, 70 % after 30 days}. */
final class PaymentPlan {

    private static final String FIELD = "paymentPlan";

    private static final int MOST_INSTALMENTS = 12;

    private static final Pattern BETWEEN = Pattern.compile("\\s*[,;\\n]\\s*");

    private static final Pattern INSTALMENT = Pattern.compile(
            "(\\d{1,3}(?:\\.\\d{1,2})?)\\s*%\\s*(?:after|in|within)\\s+(\\d{1,4})\\s*days?", Pattern.CASE_INSENSITIVE);

    private PaymentPlan() {}

    /**
     * The plan that is meant.
     *
     * @param text null or blank is everything after the payment days
     * @param paymentDays no instalment is due later
     * @throws Refused saying what is wrong with the text
     */
    static List<PlannedInstalment> of(@Nullable String text, int paymentDays) {
        if (text == null || text.isBlank()) {
            return List.of(new PlannedInstalment(1, BigDecimal.ONE, paymentDays));
        }
        List<PlannedInstalment> plan = new ArrayList<>();
        for (String part : BETWEEN.split(text.strip())) {
            PlannedInstalment instalment = instalment(part, plan.size() + 1);
            if (instalment.share().signum() == 0) {
                throw new Refused(FIELD, "An instalment of 0 % is none: leave it out.");
            }
            if (!plan.isEmpty()
                    && instalment.daysAfterInvoice()
                            <= plan.get(plan.size() - 1).daysAfterInvoice()) {
                throw new Refused(FIELD, "Each instalment must be due later than the one before.");
            }
            if (instalment.daysAfterInvoice() > paymentDays) {
                throw new Refused(
                        FIELD,
                        "An instalment after " + instalment.daysAfterInvoice() + " days is later than the "
                                + paymentDays + " payment days of this contract.");
            }
            plan.add(instalment);
        }
        if (plan.size() > MOST_INSTALMENTS) {
            throw new Refused(FIELD, "A payment plan has at most " + MOST_INSTALMENTS + " instalments.");
        }
        BigDecimal sum = plan.stream().map(PlannedInstalment::share).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw new Refused(
                    FIELD,
                    "The instalments add up to "
                            + sum.movePointRight(2).stripTrailingZeros().toPlainString() + " %, not to 100 %.");
        }
        return List.copyOf(plan);
    }

    private static PlannedInstalment instalment(String part, int number) {
        Matcher matcher = INSTALMENT.matcher(part);
        if (!matcher.matches()) {
            throw new Refused(
                    FIELD, "'" + part + "' cannot be read. Write for example: 30 % after 0 days, 70 % after 30 days");
        }
        return new PlannedInstalment(
                number, new BigDecimal(matcher.group(1)).movePointLeft(2), Integer.parseInt(matcher.group(2)));
    }

    /** As {@link #of} reads it. */
    static String words(List<PlannedInstalment> plan) {
        return plan.stream().map(PlannedInstalment::words).collect(Collectors.joining(", "));
    }
}
