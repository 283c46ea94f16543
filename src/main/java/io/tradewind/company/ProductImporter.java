package io.tradewind.company;

import io.tradewind.intake.Field;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes a price list, each row as if it had been entered alone. */
@Component
class ProductImporter implements RowImporter {

    private final PriceList prices;

    ProductImporter(PriceList prices) {
        this.prices = prices;
    }

    @Override
    public String kind() {
        return "products";
    }

    @Override
    public Set<String> uploaders() {
        return Set.of(Roles.FINANCE, Roles.ADMIN);
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text("code", 100).alsoCalled("product code", "item number", "article number", "sku"),
                Field.text("name", 100).required().alsoCalled("product", "product name", "article"),
                Field.text("series", 100).required().alsoCalled("product series", "family", "group", "category"),
                Field.money("listPrice", "currency").required().alsoCalled("price", "sales price"),
                Field.money("floorPrice", "currency").alsoCalled("minimum price", "lowest price"),
                Field.money("unitCost", "currency").required().alsoCalled("cost", "product cost"),
                Field.text("currency", 3));
    }

    @Override
    public Outcome take(Row row, String user) {
        boolean isNews = prices.enter(new NewProduct(
                row.text("code"),
                row.requiredText("name"),
                row.requiredText("series"),
                row.requiredDecimal("listPrice"),
                row.decimal("floorPrice"),
                row.requiredDecimal("unitCost"),
                row.text("currency")));
        return isNews ? Outcome.taken() : Outcome.alreadyKnown();
    }
}
