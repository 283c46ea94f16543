package io.tradewind.collection.web;

import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.process.CollectionProcess;
import io.tradewind.intake.Field;
import io.tradewind.intake.FileFormat;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Takes a bank file. Every line of it that is money received is kept: matched, or for a person to look at. Rejected is
 * only what is no payment to us.
 */
@Component
class PaymentImporter implements RowImporter {

    private static final String EXTERNAL_ID = "externalId";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String DATE = "date";
    private static final String PAYER = "payer";
    private static final String REFERENCE = "reference";
    private static final String INVOICE_NUMBER = "invoiceNumber";
    private static final String PAYER_ACCOUNT = "payerAccount";
    private static final String END_TO_END_ID = "endToEndId";
    private static final String STATEMENT = "statement";
    private static final String DIRECTION = "direction";
    private static final String REVERSAL = "reversal";
    private static final String STATUS = "status";
    private static final String ORIGINAL_REFERENCE = "originalReference";
    private static final String FINGERPRINT = "fingerprint";

    /** Entries that only announce something are no money yet; a file without a status is of booked ones. */
    private static final Set<String> BOOKED = Set.of("", "BOOK", "BOOKED");

    private static final Set<String> DEBIT = Set.of("DEBIT", "DBIT", "D");
    private static final Set<String> YES = Set.of("YES", "TRUE", "1");

    private final CollectionProcess collection;
    private final String companyCurrency;

    PaymentImporter(CollectionProcess collection, @Value("${tradewind.company.currency}") String companyCurrency) {
        this.collection = collection;
        this.companyCurrency = companyCurrency;
    }

    @Override
    public String kind() {
        return "payments";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text(EXTERNAL_ID, 200)
                        .alsoCalled("bankReference", "transactionId", "entryReference")
                        .required(),
                Field.money(AMOUNT, CURRENCY).required(),
                Field.text(CURRENCY, 3),
                Field.date(DATE)
                        .alsoCalled("receivedOn", "valueDate", "bookingDate")
                        .required(),
                Field.text(PAYER, 200).alsoCalled("debtor", "name"),
                Field.text(REFERENCE, 2000).alsoCalled("remittanceInformation", "purpose", "text"),
                Field.text(INVOICE_NUMBER, 100).alsoCalled("invoice"),
                Field.text(PAYER_ACCOUNT, 100).alsoCalled("iban", "debtorAccount"),
                Field.text(END_TO_END_ID, 100),
                Field.text(STATEMENT, 100),
                Field.text(DIRECTION, 20).alsoCalled("creditDebit"),
                Field.text(REVERSAL, 20),
                Field.text(STATUS, 40),
                Field.text(ORIGINAL_REFERENCE, 100),
                Field.text(FINGERPRINT, 100));
    }

    @Override
    public List<FileFormat> formats() {
        return List.of(new BankStatementFormat());
    }

    @Override
    public Set<String> uploaders() {
        return Set.of(Roles.FINANCE, Roles.ADMIN);
    }

    @Override
    public Outcome take(Row row, String user) {
        if (row.requiredDecimal(AMOUNT).signum() <= 0) {
            return Outcome.rejected("This is no money received: the amount must be more than zero.");
        }
        if (!BOOKED.contains(word(row, STATUS))) {
            return Outcome.rejected("The bank has not booked it yet: its status is " + row.text(STATUS) + ".");
        }
        boolean isDebit = DEBIT.contains(word(row, DIRECTION));
        boolean isReversal = YES.contains(word(row, REVERSAL));
        if (isDebit != isReversal) {
            return Outcome.rejected(
                    isDebit
                            ? "This is money that went out: only money received and what the bank takes back of it is"
                                    + " booked here."
                            : "This is money that went out and came back: it pays no invoice.");
        }
        String invoice = row.text(INVOICE_NUMBER);
        String currency = row.text(CURRENCY);
        BankLine line = new BankLine(
                row.requiredText(EXTERNAL_ID),
                row.requiredDecimal(AMOUNT),
                currency == null ? companyCurrency : currency.toUpperCase(Locale.ROOT),
                row.requiredDate(DATE),
                row.text(PAYER),
                invoice == null ? row.text(REFERENCE) : invoice,
                row.text(PAYER_ACCOUNT),
                row.text(END_TO_END_ID),
                row.text(STATEMENT),
                row.text(FINGERPRINT),
                isReversal,
                row.text(ORIGINAL_REFERENCE));
        return collection.take(line).isNew() ? Outcome.taken() : Outcome.alreadyKnown();
    }

    private static String word(Row row, String field) {
        String text = row.text(field);
        return text == null ? "" : text.toUpperCase(Locale.ROOT);
    }
}
