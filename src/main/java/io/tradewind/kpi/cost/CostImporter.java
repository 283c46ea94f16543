package io.tradewind.kpi.cost;

import io.tradewind.intake.Field;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes a file of costs, each row as if it had been entered alone. */
@Component
class CostImporter implements RowImporter {

    private final Costs costs;

    CostImporter(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String kind() {
        return "costs";
    }

    @Override
    public Set<String> uploaders() {
        return Set.of(Roles.FINANCE, Roles.MARKETING, Roles.PRODUCT, Roles.SALES_DIRECTOR, Roles.ADMIN);
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text("externalId", 100).required().alsoCalled("id", "document", "voucher", "booking number"),
                Field.text("category", 40).required().alsoCalled("type", "kind", "account"),
                Field.date("bookedOn").required().alsoCalled("date", "booking date", "day"),
                Field.money("amount", "currency").required().alsoCalled("cost", "value"),
                Field.text("currency", 3),
                Field.text("region", 100),
                Field.text("team", 100),
                Field.text("rep", 100).alsoCalled("sales agent", "sales rep", "user"),
                Field.text("customer", 200).alsoCalled("account name", "customer number"),
                Field.text("product", 100),
                Field.text("deal", 100).alsoCalled("deal number"),
                Field.text("note", 500).alsoCalled("text", "description", "comment"));
    }

    @Override
    public Outcome take(Row row, String user) {
        boolean isNew = costs.book(new NewCost(
                row.requiredText("externalId"),
                row.requiredText("category"),
                row.requiredDate("bookedOn"),
                row.requiredDecimal("amount"),
                row.text("currency"),
                row.text("region"),
                row.text("team"),
                row.text("rep"),
                row.text("customer"),
                row.text("product"),
                row.text("deal"),
                row.text("note")));
        return isNew ? Outcome.taken() : Outcome.alreadyKnown();
    }
}
