package io.tradewind.contract;

import java.math.BigDecimal;

/**
 * One product of a contract, as quoted.
 *
 * @param position from 1 up
 * @param product code
 * @param amount what the customer pays for the whole line
 */
public record ContractLine(int position, String product, String productName, int quantity, BigDecimal amount) {}
