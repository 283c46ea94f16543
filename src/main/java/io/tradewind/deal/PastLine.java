package io.tradewind.deal;

/**
 * What a customer had before, in what a deal follows.
 *
 * @param product code
 * @param productName as it was called then
 */
public record PastLine(String product, String productName, int quantity) {}
