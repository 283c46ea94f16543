package io.tradewind.deal;

import io.tradewind.approval.Measures;
import io.tradewind.customer.Customer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of a quotation is judged by the authority tables; the same for a new price and for one of the past. */
final class PriceMeasures {

    private PriceMeasures() {}

    /** @param beyondTerms days to pay beyond what the customer's credit review allows */
    static Map<String, BigDecimal> measures(Quotation quotation, int beyondTerms) {
        return Map.of(
                Measures.DISCOUNT, quotation.largestDiscount(),
                Measures.MARGIN, quotation.leastMargin(),
                Measures.TOTAL, quotation.total(),
                Measures.PAYMENT_DAYS, BigDecimal.valueOf(quotation.paymentDays()),
                Measures.BEYOND_TERMS, BigDecimal.valueOf(beyondTerms),
                Measures.BELOW_FLOOR, quotation.belowFloor() ? BigDecimal.ONE : BigDecimal.ZERO);
    }

    /** Who is not known yet has not earned a better class than C. */
    static Map<String, List<String>> inputs(Quotation quotation, Optional<Customer> customer) {
        return Map.of(
                "productSeries",
                quotation.lines().stream()
                        .map(QuotationLine::series)
                        .distinct()
                        .sorted()
                        .toList(),
                "customerClass",
                List.of(customer.map(Customer::customerClass).orElse("C")));
    }
}
