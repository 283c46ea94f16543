package io.tradewind.company;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A product as somebody says it, on the page or in a row of a file; {@link PriceList#enter} judges every field.
 *
 * @param code letters, digits and hyphens; null makes it from the name
 * @param series group of products that share discount limits
 * @param floorPrice per unit, below which finance must agree; null is the list price
 * @param unitCost per unit
 * @param currency ISO 4217; null is the company's
 */
public record NewProduct(
        @Nullable String code,
        @Nullable String name,
        @Nullable String series,
        @Nullable BigDecimal listPrice,
        @Nullable BigDecimal floorPrice,
        @Nullable BigDecimal unitCost,
        @Nullable String currency) {}
