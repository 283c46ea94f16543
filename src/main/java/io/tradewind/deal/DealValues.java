package io.tradewind.deal;

import io.tradewind.catalog.Product;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a deal is worth before anything was quoted, and in which money. */
@Component
class DealValues {

    private final String companyCurrency;

    DealValues(@Value("${tradewind.company.currency}") String companyCurrency) {
        this.companyCurrency = companyCurrency;
    }

    /** What is wanted, or else the product's list price. */
    static BigDecimal expected(@Nullable BigDecimal wanted, @Nullable Product product) {
        if (wanted == null) {
            return product == null ? BigDecimal.ZERO.setScale(2) : product.listPrice();
        }
        if (wanted.signum() < 0 || tooMuch(wanted)) {
            throw new Refused("value", "The value must be an amount of money, not below zero.");
        }
        return wanted.setScale(2, RoundingMode.HALF_UP);
    }

    /** More than the tables hold, or than anybody ever sold. */
    static boolean tooMuch(BigDecimal money) {
        return money.compareTo(QuotationDraft.MAX_MONEY) > 0;
    }

    /** What is wanted, or else the product's, or else the company's. */
    String currency(@Nullable String wanted, @Nullable Product product) {
        return wanted != null ? wanted : product != null ? product.currency() : companyCurrency;
    }
}
