package io.tradewind.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract in one line of a list.
 *
 * @param deviations how many clauses differ from the library
 * @param approved whether it may be signed as it stands
 */
public record ContractLook(
        String number,
        long customerId,
        String rep,
        BigDecimal total,
        String currency,
        Contract.State state,
        boolean approved,
        @Nullable LocalDate endsOn,
        @Nullable LocalDate renewalOn,
        int deviations) {}
