package io.tradewind.customer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Normal forms under which the same company looks the same however it was typed. */
public final class CompanyNames {

    private static final Set<String> LEGAL_FORMS = Set.of(
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "co",
            "company",
            "ltd",
            "limited",
            "llc",
            "plc",
            "gmbh",
            "ag",
            "kg",
            "sa",
            "sarl",
            "srl",
            "spa",
            "bv",
            "nv",
            "oy",
            "ab",
            "as",
            "pty",
            "ooo",
            "zao",
            "oao",
            "pao",
            "the");

    private CompanyNames() {}

    /** Lower case, without accents, punctuation and legal form; never empty for a name with a letter or digit. */
    public static String normalised(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]+", " ")
                .trim();
        String kept = Arrays.stream(plain.split(" "))
                .filter(word -> !LEGAL_FORMS.contains(word))
                .collect(Collectors.joining(" "));
        return kept.isEmpty() ? plain : kept;
    }

    /** The last nine digits, which are the same with and without country code; null if there are fewer than six. */
    public static @Nullable String normalisedPhone(@Nullable String phone) {
        if (phone == null) {
            return null;
        }
        String digits = phone.replaceAll("\\D", "");
        return digits.length() < 6 ? null : digits.substring(Math.max(0, digits.length() - 9));
    }

    /** Letters and digits only, upper case; null if nothing is left. */
    public static @Nullable String normalisedTaxNumber(@Nullable String taxNumber) {
        if (taxNumber == null) {
            return null;
        }
        String kept = taxNumber.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return kept.isEmpty() ? null : kept;
    }
}
