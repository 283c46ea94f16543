package io.tradewind.credit;

import java.math.BigDecimal;

/**
 * What a customer has to pay before goods leave.
 *
 * @param subject number of the document it was agreed for, e.g. the contract
 */
public record AgreedPrepayment(String subject, long customerId, BigDecimal amount, String currency) {}
