package io.tradewind.contract;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Customer and company have both signed. Published in the transaction of the step.
 *
 * @param on the day of the signature
 */
public record ContractSigned(
        String contractNumber,
        String dealNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate on) {}
