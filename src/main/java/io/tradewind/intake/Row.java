package io.tradewind.intake;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row, its values already read and within the bounds of their fields. Empty cells and missing columns are null. */
public final class Row {

    private final int number;
    private final Map<String, Object> values;

    /**
     * @param number as a spreadsheet counts: the heading is row 1
     * @param values by field name, text as String, dates as LocalDate, numbers as BigDecimal
     */
    public Row(int number, Map<String, Object> values) {
        this.number = number;
        this.values = Map.copyOf(values);
    }

    /** As a spreadsheet counts: the heading is row 1. */
    public int number() {
        return number;
    }

    /** A text, trimmed; null if the cell is empty. */
    public @Nullable String text(String field) {
        return (String) values.get(field);
    }

    /** A text of a field declared as required. */
    public String requiredText(String field) {
        return (String) required(field);
    }

    public @Nullable LocalDate date(String field) {
        return (LocalDate) values.get(field);
    }

    /** A date of a field declared as required. */
    public LocalDate requiredDate(String field) {
        return (LocalDate) required(field);
    }

    /** A decimal number or amount. */
    public @Nullable BigDecimal decimal(String field) {
        return (BigDecimal) values.get(field);
    }

    /** A number of a field declared as required. */
    public BigDecimal requiredDecimal(String field) {
        return (BigDecimal) required(field);
    }

    private Object required(String field) {
        Object value = values.get(field);
        if (value == null) {
            throw new IllegalStateException("Field " + field + " is read as required but not declared so");
        }
        return value;
    }
}
