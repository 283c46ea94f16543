package io.tradewind.deal;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what a rep is shown with a task about a deal. */
@Service
@Transactional
public class Briefings {

    /** Three lessons of this length fit into a process variable with room to spare. */
    private static final int LESSON_LENGTH = 600;

    /** As many as a rep reads; the quotation begins with all of them. */
    private static final int PAST_LINES = 10;

    private final Deals deals;
    private final Knowledge knowledge;
    private final Customers customers;
    private final Products products;
    private final ObjectProvider<DealOrigins> origins;

    Briefings(
            Deals deals,
            Knowledge knowledge,
            Customers customers,
            Products products,
            ObjectProvider<DealOrigins> origins) {
        this.deals = deals;
        this.knowledge = knowledge;
        this.customers = customers;
        this.products = products;
        this.origins = origins;
    }

    /** @throws io.tradewind.engine.Refused if there is no such deal */
    public Briefing of(String dealNumber) {
        Deal deal = deals.get(dealNumber);
        Optional<Quotation> quotation = deals.currentQuotation(dealNumber);
        return new Briefing(
                Optional.ofNullable(deal.customerId())
                        .flatMap(customers::find)
                        .map(Customer::name)
                        .orElse(""),
                deal.product(),
                quotation.map(Briefings::inOneLine).orElse(""),
                quotation.map(Briefings::remarks).orElse(""),
                history(dealNumber),
                knowledge.lessonsFor(dealNumber).stream().map(Briefings::bullet).collect(Collectors.joining("\n")));
    }

    /** What the first quotation begins with: what the customer had before, at the list prices of today. */
    public List<StartingLine> startingLines(String dealNumber) {
        Map<String, Product> sold =
                products.all().stream().collect(Collectors.toMap(Product::code, Function.identity()));
        return origins.stream()
                .flatMap(origin -> origin.linesFor(dealNumber).stream())
                .map(line -> startingLine(line, sold.get(line.product())))
                .toList();
    }

    private static StartingLine startingLine(PastLine line, @Nullable Product product) {
        return product == null
                ? new StartingLine(line.product(), line.productName(), line.quantity(), null, null)
                : new StartingLine(
                        line.product(), product.name(), line.quantity(), product.listPrice(), product.currency());
    }

    private String history(String dealNumber) {
        List<StartingLine> lines = startingLines(dealNumber);
        Stream<String> bought = lines.isEmpty()
                ? Stream.empty()
                : Stream.of("They had, and the quotation begins with:"
                        + lines.stream()
                                .limit(PAST_LINES)
                                .map(Words::line)
                                .collect(Collectors.joining("\n- ", "\n\n- ", ""))
                        + (lines.size() > PAST_LINES ? "\n- and " + (lines.size() - PAST_LINES) + " more" : ""));
        return Stream.concat(origins.stream().flatMap(origin -> origin.wordsFor(dealNumber).stream()), bought)
                .collect(Collectors.joining("\n\n"));
    }

    private static String inOneLine(Quotation quotation) {
        String lines = quotation.lines().stream().limit(5).map(Words::line).collect(Collectors.joining("; "));
        return "Version " + quotation.version() + ": " + lines
                + (quotation.lines().size() > 5 ? "; …" : "") + ". Total "
                + Words.money(quotation.total(), quotation.currency()) + ", payable within " + quotation.paymentDays()
                + " days, delivery by " + quotation.deliveryDate() + ", valid until " + quotation.validUntil() + ".";
    }

    private static String remarks(Quotation quotation) {
        return Stream.of(quotation.decisionNote(), quotation.customerNote())
                .filter(note -> note != null && !note.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String bullet(KnowledgeEntry entry) {
        String against = entry.competitor() == null ? "" : " against " + entry.competitor();
        String text = entry.reference() + ", " + (entry.outcome() == null ? "complaint" : entry.outcome()) + against
                + ": " + entry.lesson();
        String line = text.replaceAll("\\s+", " ");
        return "- " + (line.length() > LESSON_LENGTH ? line.substring(0, LESSON_LENGTH) + "…" : line);
    }
}
