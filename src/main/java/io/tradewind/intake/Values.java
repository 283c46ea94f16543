package io.tradewind.intake;

import io.tradewind.engine.EmailAddresses;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands in a cell, or says in a sentence why it cannot be read. Never guesses between two meanings. */
final class Values {

    private static final DateTimeFormatter MONTH_FIRST = strict("M/d/uuuu");
    private static final Pattern TIME_OF_DAY =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");
    private static final Pattern AMOUNT = Pattern.compile(
            "(?<minus>[-−(]?)(?<before>[A-Z]{3}|\\p{Sc})?(?<minus2>-?)(?<digits>\\d[\\d.,']*|[.,]\\d+)(?<after>[A-Z]{3}|\\p{Sc})?(?<close>\\)?)");
    private static final Map<String, String> SIGNS = Map.of("€", "EUR", "£", "GBP", "₽", "RUB", "₹", "INR");
    private static final int INTEGER_DIGITS = 13;

    private final @Nullable DateTimeFormatter stated;
    private final String statedPattern;
    private final @Nullable Character decimalPoint;

    /**
     * @param dateFormat the pattern that the mapping states, e.g. {@code dd.MM.yyyy}; then only it and ISO are read
     * @param decimalPoint the character that the mapping states, comma or point
     */
    Values(@Nullable String dateFormat, @Nullable Character decimalPoint) {
        this.stated = dateFormat == null ? null : pattern(dateFormat);
        this.statedPattern = dateFormat == null ? "" : dateFormat;
        this.decimalPoint = decimalPoint;
    }

    /** @param sign currency that was written with it, as ISO code; null if none or if it fits several */
    record Amount(BigDecimal value, @Nullable String sign) {}

    static String text(Field field, String cell) {
        if (!Texts.clean(cell)) {
            throw new Refused(field.name(), field.name() + " contains a character that is no text.");
        }
        if (TextFile.hasLostLetters(cell)) {
            throw new Refused(
                    field.name(), field.name() + " '" + shown(cell) + "' has lost letters. " + TextFile.LOST_LETTERS);
        }
        if (cell.codePointCount(0, cell.length()) > field.maxLength()) {
            throw new Refused(
                    field.name(),
                    field.name() + " is longer than " + field.maxLength() + " characters; please shorten it.");
        }
        return cell;
    }

    static String email(Field field, String cell) {
        String address = text(field, cell);
        if (!EmailAddresses.isPlausible(address)) {
            throw new Refused(field.name(), field.name() + " '" + shown(cell) + "' is not an e-mail address.");
        }
        return address;
    }

    LocalDate date(Field field, String cell) {
        String written = Normalizer.normalize(cell, Normalizer.Form.NFKC);
        Matcher withTime = TIME_OF_DAY.matcher(written);
        LocalDate date = parsed(withTime.matches() ? withTime.group(1) : written, DateTimeFormatter.ISO_LOCAL_DATE);
        if (date == null) {
            date = parsed(written, stated == null ? MONTH_FIRST : stated);
        }
        if (date == null) {
            throw new Refused(
                    field.name(),
                    field.name() + " '" + shown(cell) + "' is not a date as expected: 2016-10-20 or "
                            + (stated == null
                                    ? "10/20/2016 (month first). State another pattern in the mapping, for example"
                                            + " {\"dateFormat\": \"dd.MM.yyyy\"}."
                                    : "the stated pattern " + statedPattern + "."));
        }
        if (date.getYear() < 1900 || date.getYear() > 2200) {
            throw new Refused(
                    field.name(), field.name() + " '" + shown(cell) + "' lies outside the years 1900 to 2200.");
        }
        return date;
    }

    Amount decimal(Field field, String cell) {
        String written = Normalizer.normalize(cell, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\u00a0]", "")
                .replace('’', '\'');
        Matcher amount = AMOUNT.matcher(written);
        if (!amount.matches()
                || amount.group("minus").equals("(") != !amount.group("close").isEmpty()
                || !amount.group("minus").isEmpty() && !amount.group("minus2").isEmpty()) {
            throw new Refused(field.name(), field.name() + " '" + shown(cell) + "' is not a number.");
        }
        BigDecimal value = number(field, cell, amount.group("digits"));
        boolean negative =
                !amount.group("minus").isEmpty() || !amount.group("minus2").isEmpty();
        String before = amount.group("before");
        String after = amount.group("after");
        if (before != null && after != null) {
            throw new Refused(field.name(), field.name() + " '" + shown(cell) + "' names two currencies.");
        }
        return new Amount(negative ? value.negate() : value, currency(before == null ? after : before));
    }

    BigDecimal money(Field field, BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > 2) {
            throw new Refused(field.name(), field.name() + " has more than two decimals; please round it.");
        }
        if (plain.precision() - plain.scale() > INTEGER_DIGITS) {
            throw new Refused(field.name(), field.name() + " is larger than any amount can be.");
        }
        return plain.setScale(2);
    }

    private BigDecimal number(Field field, String cell, String digits) {
        String plain = digits.replace("'", "");
        int lastPoint = plain.lastIndexOf('.');
        int lastComma = plain.lastIndexOf(',');
        char point;
        if (decimalPoint != null) {
            point = decimalPoint;
        } else if (lastPoint >= 0 && lastComma >= 0) {
            point = lastPoint > lastComma ? '.' : ',';
        } else if (lastPoint < 0 && lastComma < 0) {
            return new BigDecimal(plain);
        } else {
            char only = lastPoint >= 0 ? '.' : ',';
            int at = Math.max(lastPoint, lastComma);
            if (plain.indexOf(only) != at) {
                point = only == '.' ? ',' : '.';
            } else if (plain.length() - at - 1 == 3
                    && at >= 1
                    && at <= 3
                    && plain.charAt(0) != '0'
                    && digits.indexOf('\'') < 0) {
                throw new Refused(
                        field.name(),
                        field.name() + " '" + shown(cell) + "' can be read as "
                                + plain.replace(String.valueOf(only), "") + " or as " + plain.replace(only, '.')
                                + ". Write it with two decimals, or state the decimal sign in the mapping, for example"
                                + " {\"decimal\": \"" + only + "\"}.");
            } else {
                point = only;
            }
        }
        char group = point == '.' ? ',' : '.';
        int at = plain.indexOf(point);
        String whole = at < 0 ? plain : plain.substring(0, at);
        String fraction = at < 0 ? "" : plain.substring(at + 1);
        boolean grouped = whole.indexOf(group) >= 0;
        String groups = "\\d{1,3}(" + Pattern.quote(String.valueOf(group)) + "\\d{3})+";
        if (!fraction.matches("\\d*") || grouped && !whole.matches(groups) || !grouped && !whole.matches("\\d*")) {
            throw new Refused(
                    field.name(),
                    field.name() + " '" + shown(cell)
                            + "' is not a number: its points and commas do not fit together.");
        }
        return new BigDecimal((whole.isEmpty() ? "0" : whole.replace(String.valueOf(group), ""))
                + (fraction.isEmpty() ? "" : "." + fraction));
    }

    /** $ and ¥ are the money of several countries and say nothing. */
    private static @Nullable String currency(@Nullable String sign) {
        if (sign == null) {
            return null;
        }
        return sign.length() == 3 ? sign : SIGNS.get(sign);
    }

    private static @Nullable LocalDate parsed(String text, DateTimeFormatter format) {
        try {
            return LocalDate.parse(text, format);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static DateTimeFormatter pattern(String pattern) {
        if (!pattern.contains("y") && !pattern.contains("u") || !pattern.contains("M") || !pattern.contains("d")) {
            throw new Refused(
                    "dateFormat",
                    "The date pattern '" + shown(pattern) + "' needs a day (d), a month (M) and a year (yyyy), for"
                            + " example dd.MM.yyyy.");
        }
        if (pattern.replaceAll("[^yu]", "").length() < 4
                && pattern.replaceAll("[^yu]", "").length() != 1) {
            throw new Refused(
                    "dateFormat",
                    "The date pattern '" + shown(pattern) + "' needs a year of four digits, for example dd.MM.yyyy.");
        }
        try {
            return strict(pattern.replace('y', 'u'));
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    "dateFormat", "'" + shown(pattern) + "' is not a date pattern; write for example dd.MM.yyyy.");
        }
    }

    private static DateTimeFormatter strict(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** As much of it as a sentence can carry. */
    static String shown(String cell) {
        String line = cell.replaceAll("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]", " ");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
