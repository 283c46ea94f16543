package io.tradewind.collection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers that payers write into a reference. */
final class References {

    /** An invoice number as payers write it: with hyphens, blanks or nothing between its parts, or as ISO 11649 creditor reference. */
    private static final Pattern INVOICE_NUMBER = Pattern.compile(
            "(?<![A-Za-z0-9])(?:RF\\d{2}\\s?)?I[-\\s]?(\\d{4})[-\\s]?(\\d{6})(?!\\d)", Pattern.CASE_INSENSITIVE);

    /** The number of a contract or an order. */
    private static final Pattern DOCUMENT_NUMBER =
            Pattern.compile("(?<![A-Za-z0-9])([CO])[-\\s]?(\\d{4})[-\\s]?(\\d{6})(?!\\d)", Pattern.CASE_INSENSITIVE);

    private References() {}

    static Set<String> invoiceNumbers(@Nullable String reference) {
        Set<String> numbers = new LinkedHashSet<>();
        Matcher matcher = INVOICE_NUMBER.matcher(reference == null ? "" : reference);
        while (matcher.find()) {
            numbers.add("I-" + matcher.group(1) + "-" + matcher.group(2));
        }
        return numbers;
    }

    /** The numbers of contracts and orders that a text names, in order. */
    static List<String> documentNumbers(@Nullable String text) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = DOCUMENT_NUMBER.matcher(text == null ? "" : text);
        while (matcher.find()) {
            numbers.add(matcher.group(1).toUpperCase(Locale.ROOT) + "-" + matcher.group(2) + "-" + matcher.group(3));
        }
        return numbers;
    }
}
