package io.tradewind.approval.web;

import io.tradewind.approval.ApprovalPlan;
import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who would be asked for a price. Discount, margin and floor are computed from the price list; where only a series is
 * named, or nothing, the product with the least margin stands for all of them, so that a preview never promises too much.
 */
@Component
class PricePreview {

    private static final Set<String> CUSTOMER_CLASSES = Set.of("A", "B", "C");

    /** Nothing can be sold at a margin below this; stands for the margin of something given away. */
    private static final BigDecimal ALL_LOST = new BigDecimal("-1000");

    private final Approvals approvals;
    private final Products products;
    private final Acting acting;
    private final String currency;

    PricePreview(
            Approvals approvals,
            Products products,
            Acting acting,
            @Value("${tradewind.company.currency}") String currency) {
        this.approvals = approvals;
        this.products = products;
        this.acting = acting;
        this.currency = currency;
    }

    ApprovalPlan plan(String requester, PriceQuestion question) {
        boolean knowsCost = Roles.KNOW_COST.stream().anyMatch(acting::inGroup);
        if (question.margin().isPresent() && !knowsCost) {
            // otherwise trying margin after margin would tell the limits, and from these the cost
            throw new Refused(
                    "margin", "Only those who may know what our goods cost may state a margin; leave it out.");
        }
        Optional<Product> product = question.text("product").map(products::get);
        List<Product> meant = product.map(List::of).orElseGet(() -> ofSeries(question.text("series")));
        String customerClass = question.text("customerClass").orElse("C");
        if (!CUSTOMER_CLASSES.contains(customerClass)) {
            throw new Refused("customerClass", "The customer class must be A, B or C.");
        }
        BigDecimal quantity = question.quantity();
        BigDecimal discount = discount(question, product);

        Map<String, BigDecimal> measures = new HashMap<>();
        measures.put(Measures.DISCOUNT, discount.max(BigDecimal.ZERO));
        boolean belowFloor = false;
        BigDecimal margin =
                question.margin().filter(stated -> product.isEmpty()).orElse(null);
        BigDecimal least = BigDecimal.ONE;
        for (Product one : meant) {
            BigDecimal price =
                    question.price().orElseGet(() -> one.listPrice().multiply(BigDecimal.ONE.subtract(discount)));
            belowFloor |= price.compareTo(one.floorPrice()) < 0;
            least = least.min(marginOf(price, one.unitCost()));
            if (product.isPresent()) {
                measures.put(Measures.TOTAL, price.multiply(quantity));
            }
        }
        measures.put(Measures.MARGIN, margin == null ? least : margin);
        measures.put(Measures.BELOW_FLOOR, belowFloor ? BigDecimal.ONE : BigDecimal.ZERO);

        ApprovalRequest request = new ApprovalRequest(
                "discount",
                "preview",
                1,
                requester,
                "Preview",
                measures,
                Map.of(
                        "productSeries",
                                meant.stream().map(Product::series).distinct().toList(),
                        "customerClass", List.of(customerClass)),
                List.of(),
                null,
                product.map(Product::currency).orElse(currency),
                null);
        return knowsCost ? approvals.plan(request) : approvals.discreetPlan(request);
    }

    private List<Product> ofSeries(Optional<String> series) {
        List<Product> found = products.all().stream()
                .filter(product -> series.isEmpty() || product.series().equalsIgnoreCase(series.get()))
                .toList();
        if (found.isEmpty()) {
            throw new Refused("series", "No product belongs to the series '" + series.orElse("") + "'.");
        }
        return found;
    }

    private static BigDecimal discount(PriceQuestion question, Optional<Product> product) {
        Optional<BigDecimal> discount = question.discount();
        Optional<BigDecimal> price = question.price();
        if (price.isPresent() && discount.isPresent()) {
            throw new Refused("price", "State either the price or the discount, not both.");
        }
        if (price.isPresent()) {
            Product one = product.orElseThrow(() ->
                    new Refused("product", "Name the product, so that the price can be held against its list price."));
            if (one.listPrice().signum() == 0) {
                return BigDecimal.ZERO;
            }
            return BigDecimal.ONE.subtract(price.get().divide(one.listPrice(), 12, RoundingMode.FLOOR));
        }
        return discount.orElseThrow(() -> new Refused("discount", "State the discount, or a product and its price."));
    }

    private static BigDecimal marginOf(BigDecimal price, BigDecimal cost) {
        return price.signum() <= 0
                ? ALL_LOST
                : price.subtract(cost).divide(price, 12, RoundingMode.FLOOR).max(ALL_LOST);
    }
}
