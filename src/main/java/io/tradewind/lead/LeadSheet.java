package io.tradewind.lead;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task shows of a lead, and what its grade is judged by.
 *
 * @param facts line by line; what is not known is left out
 * @param expectedValue in the lead's currency; zero if unknown
 */
public record LeadSheet(
        String companyName,
        List<Fact> facts,
        boolean isKnownCustomer,
        @Nullable String source,
        BigDecimal expectedValue) {

    /** One line of the sheet. */
    public record Fact(String fact, String value) {}
}
