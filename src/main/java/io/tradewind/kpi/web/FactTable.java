package io.tradewind.kpi.web;

import io.tradewind.kpi.FactPage;
import io.tradewind.kpi.web.Panel.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Facts as a table, with the columns of which any of them tells something. */
final class FactTable {

    private FactTable() {}

    private record Column(String title, Function<FactPage.Row, Cell> cell) {}

    static Panel of(String id, FactPage facts) {
        List<Column> columns = new ArrayList<>(List.of(
                text("Date", row -> row.day().toString()),
                text("What", FactPage.Row::what),
                text("Number", FactPage.Row::document),
                text("Rep", FactPage.Row::rep),
                text("Team", FactPage.Row::team),
                text("Region", FactPage.Row::region),
                text("Customer", FactPage.Row::customer),
                text("Product", FactPage.Row::product),
                number("Amount", FactPage.Row::amount),
                number("List price", FactPage.Row::listPrice)));
        if (facts.tellsCost()) {
            columns.add(number("Cost", FactPage.Row::cost));
        }
        columns.add(text("Currency", FactPage.Row::currency));
        if (facts.tellsMinutes()) {
            columns.add(number("Minutes", FactPage.Row::minutes));
        }
        if (facts.tellsWorkingDays()) {
            columns.add(number("Working days", FactPage.Row::workingDays));
        }
        if (facts.tellsWorkingHours()) {
            columns.add(number("Working hours", FactPage.Row::workingHours));
        }
        if (facts.tellsScores()) {
            columns.add(number("Score", FactPage.Row::score));
        }
        columns.add(text("Note", FactPage.Row::note));
        return new Panel(
                id,
                "Facts",
                "",
                null,
                columns.stream().map(Column::title).toList(),
                new Rows<>(facts.rows(), row -> columns.stream()
                        .map(column -> column.cell().apply(row))
                        .toList()));
    }

    private static Column text(String title, Function<FactPage.Row, @Nullable String> value) {
        return new Column(title, row -> {
            String text = value.apply(row);
            return Cell.text(text == null ? "" : text);
        });
    }

    private static Column number(String title, Function<FactPage.Row, @Nullable Object> value) {
        return new Column(title, row -> Cell.value("", value.apply(row), null));
    }
}
