package io.tradewind.catalog;

import java.math.BigDecimal;

/**
 * Something we sell.
 *
 * @param code short and stable, e.g. {@code gtx-pro}
 * @param series group of products that share discount limits
 * @param listPrice per unit, before any discount
 * @param floorPrice per unit, below which finance must agree; for those entitled only
 * @param unitCost per unit; for those entitled only
 * @param currency ISO 4217
 */
public record Product(
        String code,
        String name,
        String series,
        BigDecimal listPrice,
        BigDecimal floorPrice,
        BigDecimal unitCost,
        String currency) {}
