package io.tradewind.deal;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what a rep is shown with a task about a deal. */
@Service
@Transactional
public class Briefings {

    /** Three lessons of this length fit into a process variable with room to spare. */
    private static final int LESSON_LENGTH = 600;

    private final Deals deals;
    private final Knowledge knowledge;
    private final Customers customers;
    private final ObjectProvider<DealOrigins> origins;

    Briefings(Deals deals, Knowledge knowledge, Customers customers, ObjectProvider<DealOrigins> origins) {
        this.deals = deals;
        this.knowledge = knowledge;
        this.customers = customers;
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
                origins.stream()
                        .flatMap(origin -> origin.wordsFor(dealNumber).stream())
                        .collect(Collectors.joining("\n")),
                knowledge.lessonsFor(dealNumber).stream().map(Briefings::bullet).collect(Collectors.joining("\n")));
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
