package io.tradewind.collection.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An entry of a bank statement while it is read: what it says as a whole, and of each payment in it. */
final class BankEntry {

    static final List<String> COLUMNS = List.of(
            "statement",
            "externalId",
            "date",
            "amount",
            "currency",
            "direction",
            "reversal",
            "status",
            "payer",
            "payerAccount",
            "endToEndId",
            "reference",
            "originalReference",
            "fingerprint");

    private static final int LONGEST_REFERENCE = 2000;

    /** What banks write where they have nothing to write. */
    private static final List<String> NOTHING = List.of("NOTPROVIDED", "NOT PROVIDED", "NONREF", "NONE", "N/A", "-");

    String statement = "";
    String account = "";
    int position;

    String amount = "";
    String currency = "";
    String direction = "";
    boolean reversal;
    String status = "";
    String bookedOn = "";
    String valuedOn = "";
    String bankReference = "";
    String entryReference = "";
    String information = "";
    final List<Payment> payments = new ArrayList<>();

    /** One of the payments of an entry. */
    static final class Payment {
        String bankReference = "";
        String endToEndId = "";
        String transactionId = "";
        String amount = "";
        String currency = "";
        String payer = "";
        String ultimatePayer = "";
        String payerAccount = "";
        boolean returned;
        final StringBuilder structured = new StringBuilder();
        final StringBuilder unstructured = new StringBuilder();
    }

    /**
     * A row for each payment when the bank says what each amounts to and that adds up to the entry, else one row for the
     * whole entry with everything that was written.
     */
    List<List<String>> rows() {
        if (payments.size() < 2 || !amountsAddUp()) {
            return List.of(row(payments.isEmpty() ? new Payment() : together(), amount, ""));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < payments.size(); i++) {
            rows.add(row(payments.get(i), payments.get(i).amount, "/" + (i + 1)));
        }
        return rows;
    }

    private boolean amountsAddUp() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Payment payment : payments) {
            if (payment.amount.isEmpty() || !payment.currency.equals(currency)) {
                return false;
            }
            sum = sum.add(new BigDecimal(payment.amount));
        }
        return sum.compareTo(new BigDecimal(amount)) == 0;
    }

    private Payment together() {
        if (payments.size() == 1) {
            return payments.get(0);
        }
        Payment all = new Payment();
        all.payer = payments.size() + " payments in one";
        for (Payment payment : payments) {
            append(all.structured, payment.structured.toString());
            append(all.unstructured, payment.unstructured.toString());
            all.returned |= payment.returned;
        }
        return all;
    }

    private List<String> row(Payment payment, String rowAmount, String part) {
        boolean undone = reversal || payment.returned;
        String reference = reference(payment);
        String payer = payment.payer.isEmpty() ? payment.ultimatePayer : payment.payer;
        String ofBank = known(bankReference);
        String key = ofBank.isEmpty()
                ? statement + "/" + (known(entryReference).isEmpty() ? "#" + position : entryReference)
                : ofBank;
        String fingerprint = ofBank.isEmpty()
                ? hash(List.of(
                        account,
                        bookedOn,
                        valuedOn,
                        plain(rowAmount),
                        currency,
                        direction,
                        String.valueOf(undone),
                        known(payment.endToEndId),
                        known(payment.transactionId),
                        payer,
                        payment.payerAccount,
                        reference))
                : "";
        return List.of(
                statement,
                account + "/" + key + (undone ? "/R" : "") + part,
                valuedOn.isEmpty() ? bookedOn : valuedOn,
                plain(rowAmount),
                currency,
                direction.equals("CRDT") ? "credit" : "debit",
                undone ? "yes" : "",
                status,
                payer,
                payment.payerAccount,
                known(payment.endToEndId),
                reference,
                undone ? known(payment.bankReference) : "",
                fingerprint);
    }

    /** The structured reference first: it is what the payer was asked to write. */
    private String reference(Payment payment) {
        StringBuilder all = new StringBuilder();
        append(all, payment.structured.toString());
        append(all, payment.unstructured.toString());
        if (all.isEmpty()) {
            append(all, known(payment.endToEndId));
            append(all, information);
        }
        return all.length() <= LONGEST_REFERENCE ? all.toString() : all.substring(0, LONGEST_REFERENCE);
    }

    static void append(StringBuilder to, String text) {
        if (!text.isBlank() && to.length() <= LONGEST_REFERENCE) {
            if (!to.isEmpty()) {
                to.append(' ');
            }
            to.append(text.strip());
        }
    }

    private static String known(@Nullable String reference) {
        return reference == null || NOTHING.contains(reference.strip().toUpperCase(Locale.ROOT))
                ? ""
                : reference.strip();
    }

    private static String plain(String amount) {
        BigDecimal value = new BigDecimal(amount).stripTrailingZeros();
        return value.setScale(Math.max(2, value.scale())).toPlainString();
    }

    private static String hash(List<String> parts) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
