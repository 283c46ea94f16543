package io.tradewind.collection.web;

import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.process.CollectionProcess;
import io.tradewind.intake.Field;
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
                Field.text(EXTERNAL_ID, 100)
                        .alsoCalled("bankReference", "transactionId", "entryReference")
                        .required(),
                Field.money(AMOUNT, CURRENCY).required(),
                Field.text(CURRENCY, 3),
                Field.date(DATE)
                        .alsoCalled("receivedOn", "valueDate", "bookingDate")
                        .required(),
                Field.text(PAYER, 200).alsoCalled("debtor", "name"),
                Field.text(REFERENCE, 1000).alsoCalled("remittanceInformation", "purpose", "text"),
                Field.text(INVOICE_NUMBER, 100).alsoCalled("invoice"));
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
        String invoice = row.text(INVOICE_NUMBER);
        String currency = row.text(CURRENCY);
        BankLine line = new BankLine(
                row.requiredText(EXTERNAL_ID),
                row.requiredDecimal(AMOUNT),
                currency == null ? companyCurrency : currency.toUpperCase(Locale.ROOT),
                row.requiredDate(DATE),
                row.text(PAYER),
                invoice == null ? row.text(REFERENCE) : invoice);
        return collection.take(line).isNew() ? Outcome.taken() : Outcome.alreadyKnown();
    }
}
