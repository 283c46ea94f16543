package io.tradewind.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field that an importer reads, and the column headings it goes by.
 *
 * @param name our name in camel case, which finds the columns {@code Company Name}, {@code company_name}, … by itself
 * @param maxLength largest number of characters of a text
 * @param isRequired whether the file must have the column and every row a value
 * @param aliases other headings it goes by
 * @param currencyField for money: the field that holds its currency, checked against a sign written in the amount
 */
public record Field(
        String name,
        Kind kind,
        int maxLength,
        boolean isRequired,
        List<String> aliases,
        @Nullable String currencyField) {

    /** What a field's values are read as. */
    public enum Kind {
        TEXT,
        EMAIL,
        DATE,
        DECIMAL,
        MONEY
    }

    /** Text of at most so many characters. */
    public static Field text(String name, int maxLength) {
        return new Field(name, Kind.TEXT, maxLength, false, List.of(), null);
    }

    /** An e-mail address. */
    public static Field email(String name) {
        return new Field(name, Kind.EMAIL, 254, false, List.of(), null);
    }

    /** A day: ISO, month first with slashes, or the mapping's {@code dateFormat}. */
    public static Field date(String name) {
        return new Field(name, Kind.DATE, 40, false, List.of(), null);
    }

    /** A decimal number, however its thousands and decimals are separated. */
    public static Field decimal(String name) {
        return new Field(name, Kind.DECIMAL, 40, false, List.of(), null);
    }

    /**
     * An amount of at most 13 digits before the point and two after it.
     *
     * @param currencyField the text field that holds its currency; a sign such as {@code €} in the amount fills it when
     *     it is empty and must not contradict it
     */
    public static Field money(String name, String currencyField) {
        return new Field(name, Kind.MONEY, 40, false, List.of(), currencyField);
    }

    /** The same field, without which there is no row. */
    public Field required() {
        return new Field(name, kind, maxLength, true, aliases, currencyField);
    }

    /** The same field, found under these headings as well. */
    public Field alsoCalled(String... headings) {
        List<String> all = new ArrayList<>(aliases);
        all.addAll(List.of(headings));
        return new Field(name, kind, maxLength, isRequired, List.copyOf(all), currencyField);
    }

    boolean goesBy(String heading) {
        String wanted = normalized(heading);
        return !wanted.isEmpty()
                && (normalized(name).equals(wanted)
                        || aliases.stream().anyMatch(alias -> normalized(alias).equals(wanted)));
    }

    /** Case, blanks and punctuation do not tell headings apart. */
    static String normalized(String heading) {
        StringBuilder letters = new StringBuilder();
        heading.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
