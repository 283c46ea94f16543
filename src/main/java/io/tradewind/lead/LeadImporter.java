package io.tradewind.lead;

import io.tradewind.intake.Field;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes the rows of a file of leads, each as if it had been posted alone. */
@Component
class LeadImporter implements RowImporter {

    private final LeadIntake intake;
    private final Leads leads;

    LeadImporter(LeadIntake intake, Leads leads) {
        this.intake = intake;
        this.leads = leads;
    }

    @Override
    public String kind() {
        return "leads";
    }

    @Override
    public Set<String> uploaders() {
        return LeadIntake.BRINGERS;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text("companyName", 200)
                        .required()
                        .alsoCalled("company", "account", "account name", "organization"),
                Field.text("contactName", 120).alsoCalled("contact", "contact person", "full name"),
                Field.email("email").alsoCalled("e-mail address", "email address", "mail"),
                Field.text("phone", 40).alsoCalled("telephone", "phone number"),
                Field.text("taxNumber", 40).alsoCalled("tax id", "vat number", "vat id"),
                Field.text("region", 60).alsoCalled("territory"),
                Field.text("source", 60).alsoCalled("lead source"),
                Field.text("campaign", 100),
                Field.text("product", 60),
                Field.money("expectedValue", "currency").alsoCalled("value", "amount", "expected revenue"),
                Field.text("currency", 3),
                Field.date("receivedOn").alsoCalled("created", "created at", "create date", "date"),
                Field.text("externalId", 100).alsoCalled("id", "lead id"),
                Field.text("note", 2000).alsoCalled("notes", "description", "comment"));
    }

    @Override
    public int stride() {
        return 64;
    }

    @Override
    public Outcome take(Row row, String user) {
        String externalId = row.text("externalId");
        if (externalId != null && leads.byExternalId(externalId).isPresent()) {
            return Outcome.alreadyKnown();
        }
        intake.take(lead(row), null);
        return Outcome.taken();
    }

    @Override
    public List<Outcome> takeTogether(List<Row> rows, String user) {
        return intake.takeAll(rows.stream().map(LeadImporter::lead).toList());
    }

    private static NewLead lead(Row row) {
        return new NewLead(
                row.requiredText("companyName"),
                row.text("contactName"),
                row.text("email"),
                row.text("phone"),
                row.text("taxNumber"),
                row.text("region"),
                row.text("source"),
                row.text("campaign"),
                row.text("product"),
                row.decimal("expectedValue"),
                row.text("currency"),
                row.date("receivedOn"),
                row.text("externalId"),
                row.text("note"));
    }
}
