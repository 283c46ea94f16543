package io.tradewind.contract;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.engine.DecisionTables;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How long before the last day to give notice the case about a renewal opens; the table {@code renewal-notice}. */
@Component
class RenewalNotice {

    /** No case opens more calendar days ahead than this, whatever the table says. */
    static final int FARTHEST = 366;

    private final DecisionTables tables;
    private final Customers customers;
    private final WorkingTime workingTime;

    RenewalNotice(DecisionTables tables, Customers customers, WorkingTime workingTime) {
        this.tables = tables;
        this.customers = customers;
        this.workingTime = workingTime;
    }

    /** Whether the case of this contract is to be open on that day. */
    boolean opens(Contract contract, LocalDate today) {
        LocalDate last = contract.renewalOn();
        return last != null
                && workingTime.workingDaysBetween(today, last)
                        <= ahead(customers.get(contract.customerId()).customerClass());
    }

    private long ahead(String customerClass) {
        return tables.first("renewal-notice", Map.of("customerClass", customerClass))
                .map(row -> row.get("workingDays"))
                .filter(Number.class::isInstance)
                .map(days -> ((Number) days).longValue())
                .orElseThrow(() -> new IllegalStateException(
                        "The table renewal-notice says no number of working days for class " + customerClass));
    }
}
