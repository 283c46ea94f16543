package io.tradewind.collection;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bank's number of a line. A bank statement says of which account it is, a CSV file mostly does not: then the number
 * is the bare one.
 *
 * @param written with the account, if it was written
 * @param account empty if it was not
 */
record BankNumber(String written, @Nullable String account, String bare) {

    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{8,30}");

    /** What stands before the first stroke of a statement's number is the account; in other files only an IBAN is. */
    static BankNumber of(String written, boolean ofStatement) {
        int stroke = written.indexOf('/');
        String before = stroke < 0 ? "" : written.substring(0, stroke);
        return !before.isEmpty() && (ofStatement || IBAN.matcher(before).matches())
                ? new BankNumber(written, before, written.substring(stroke + 1))
                : new BankNumber(written, null, written);
    }

    /** Whether it may be the same line: of two accounts it is not. */
    boolean matches(BankNumber other) {
        return bare.equals(other.bare) && (account == null || other.account == null || account.equals(other.account));
    }
}
