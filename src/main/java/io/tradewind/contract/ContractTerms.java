package io.tradewind.contract;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sales support settles before a contract is offered.
 *
 * @param months how long it runs, 1 to 120
 * @param noticeDays days before the end at which it can last be given up; less than its duration
 * @param paymentDays days from delivery to payment; never more than quoted
 * @param paymentPlan how an invoice is paid, as {@code 30 % after 0 days, 70 % after 30 days}; null or blank when all of it
 *     is due after the payment days
 * @param deliveryAddress where goods go; null or blank while nobody told, the order waits for it then
 * @param clauses how each clause is wished; null leaves them as they are
 */
public record ContractTerms(
        LocalDate startsOn,
        int months,
        int noticeDays,
        int paymentDays,
        @Nullable String paymentPlan,
        @Nullable String deliveryAddress,
        @Nullable List<ClauseWish> clauses) {

    public ContractTerms {
        clauses = clauses == null ? null : List.copyOf(clauses);
    }
}
