package io.tradewind.service;

import io.tradewind.engine.DecisionTables;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the tables {@code order-rhythm} and {@code return-visit} say of a class of customers. */
@Component
class CareRules {

    /**
     * What counts as regular, due and late.
     *
     * @param fewestPurchases before so many there is no rhythm
     * @param dueAt part of the rhythm after which the next order is asked for
     * @param lapseAt part of the rhythm after which orders have fallen behind
     * @param notBefore days after a purchase or a talk in which nothing is said
     * @param forgetAfter days after which the customer is not a lapsed one any more but a former one
     */
    record Rhythm(int fewestPurchases, double dueAt, double lapseAt, int notBefore, int forgetAfter) {

        long dueAfter(OrderRhythm rhythm) {
            return Math.max(notBefore, (long) Math.floor(rhythm.days() * dueAt));
        }

        long lapseAfter(OrderRhythm rhythm) {
            return Math.max(notBefore, (long) Math.ceil(rhythm.days() * lapseAt));
        }
    }

    private final DecisionTables tables;

    CareRules(DecisionTables tables) {
        this.tables = tables;
    }

    Rhythm rhythm(String customerClass) {
        Map<String, Object> row = tables.first("order-rhythm", Map.of("customerClass", customerClass))
                .orElseThrow(
                        () -> new IllegalStateException("The table order-rhythm says nothing of " + customerClass));
        return new Rhythm(
                number(row, "fewestPurchases").intValue(),
                number(row, "dueAt").doubleValue(),
                number(row, "lapseAt").doubleValue(),
                number(row, "notBefore").intValue(),
                number(row, "forgetAfter").intValue());
    }

    /** Working days between two visits. */
    long visitEvery(String customerClass) {
        return tables.first("return-visit", Map.of("customerClass", customerClass))
                .map(row -> number(row, "workingDays").longValue())
                .orElseThrow(
                        () -> new IllegalStateException("The table return-visit says nothing of " + customerClass));
    }

    private static Number number(Map<String, Object> row, String column) {
        if (row.get(column) instanceof Number number) {
            return number;
        }
        throw new IllegalStateException("The column " + column + " must hold a number, not " + row.get(column));
    }
}
