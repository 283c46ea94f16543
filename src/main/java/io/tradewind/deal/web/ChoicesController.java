package io.tradewind.deal.web;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerAccess;
import io.tradewind.customer.Customers;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the quotation form offers to choose from; everybody who is logged in may know it. */
@RestController
class ChoicesController {

    /** More than fits under an input field. */
    private static final int MOST = 50;

    private final Customers customers;
    private final CustomerAccess access;
    private final Products products;

    ChoicesController(Customers customers, CustomerAccess access, Products products) {
        this.customers = customers;
        this.access = access;
        this.products = products;
    }

    /**
     * Customers whose name contains the text, by name, at most {@value #MOST}: those whom the person finds in the list of
     * customers too, and for sellers those whom nobody looks after.
     */
    @GetMapping("/api/customers/choices")
    List<CustomerChoice> customers(@RequestParam(defaultValue = "") String q) {
        String text = q.strip().toLowerCase(Locale.ROOT);
        Predicate<Customer> offered = access.offered();
        return customers.all().stream()
                .filter(offered)
                .filter(customer -> customer.name().toLowerCase(Locale.ROOT).contains(text))
                .limit(MOST)
                .map(customer -> new CustomerChoice(customer.id(), customer.name()))
                .toList();
    }

    /** What can be sold, at list price. */
    @GetMapping("/api/products/choices")
    List<ProductChoice> products() {
        return products.all().stream().map(ProductChoice::of).toList();
    }

    record CustomerChoice(long id, String name) {}

    record ProductChoice(String code, String name, String series, String listPrice, String currency) {

        static ProductChoice of(Product product) {
            return new ProductChoice(
                    product.code(),
                    product.name(),
                    product.series(),
                    product.listPrice().toPlainString(),
                    product.currency());
        }
    }
}
