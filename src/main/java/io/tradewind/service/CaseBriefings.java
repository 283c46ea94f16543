package io.tradewind.service;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Knowledge;
import io.tradewind.deal.KnowledgeEntry;
import io.tradewind.engine.variables.Shown;
import io.tradewind.service.Complaints.Cause;
import io.tradewind.service.Complaints.ComplaintRecord;
import io.tradewind.service.Complaints.Confirmation;
import io.tradewind.service.Complaints.Containment;
import io.tradewind.service.Complaints.Remedy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what somebody who works on a case is shown with the task. */
@Service
@Transactional(readOnly = true)
public class CaseBriefings {

    /** A process variable holds 4,000 characters; the case page has all of it. */
    private static final int LONGEST_BRIEFING = 3_800;

    private static final int LONGEST_PART = 1_200;

    private final ServiceCases cases;
    private final Complaints complaints;
    private final Measures measures;
    private final Customers customers;
    private final Products products;
    private final Knowledge knowledge;

    CaseBriefings(
            ServiceCases cases,
            Complaints complaints,
            Measures measures,
            Customers customers,
            Products products,
            Knowledge knowledge) {
        this.cases = cases;
        this.complaints = complaints;
        this.measures = measures;
        this.customers = customers;
        this.products = products;
        this.knowledge = knowledge;
    }

    /**
     * What a task is shown.
     *
     * @param briefing everything known so far, as Markdown
     * @param lessons what complaints and deals about the same product, industry or cause taught, as a Markdown list
     */
    public record Briefing(String customerName, String briefing, String lessons) {}

    /** @throws io.tradewind.engine.Refused if there is no such case */
    public Briefing of(String number) {
        ServiceCase about = cases.get(number);
        Customer customer = customers.get(about.customerId());
        ComplaintRecord record = complaints.record(number);
        String text = Stream.of(
                        "**%s**, class %s, severity %s"
                                .formatted(
                                        safe(customer.name()),
                                        customer.customerClass(),
                                        about.severity().code()),
                        line("Product", name(about.product())),
                        line("About", about.reference()),
                        line("Contact", contact(about)),
                        line("They say", about.description()),
                        line("Answered", about.answer()),
                        record.containments().stream()
                                .map(CaseBriefings::contained)
                                .collect(Collectors.joining("\n\n")),
                        record.cause() == null ? "" : caused(record.cause()),
                        record.remedies().stream().map(CaseBriefings::remedied).collect(Collectors.joining("\n\n")),
                        record.confirmations().stream()
                                .filter(answer -> !answer.solved())
                                .map(CaseBriefings::unsolved)
                                .collect(Collectors.joining("\n\n")),
                        measures.find(number)
                                .map(measure -> line("Measure", measured(measure)))
                                .orElse(""))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n\n"));
        Cause cause = record.cause();
        List<KnowledgeEntry> lessons = knowledge.lessonsAbout(
                about.product(), customer.sector(), cause == null ? null : cause.category(), number);
        return new Briefing(
                customer.name(),
                cut(text, LONGEST_BRIEFING),
                cut(lessons.stream().map(CaseBriefings::lesson).collect(Collectors.joining("\n")), LONGEST_BRIEFING));
    }

    /** What whoever sees to a measure is shown. */
    public String of(Measures.Measure measure) {
        String before = measure.reports().stream()
                .map(report -> line(
                        report.newDueOn() == null
                                ? "Said before"
                                : "Said before, until " + report.newDueOn() + " instead",
                        report.note()))
                .collect(Collectors.joining("\n\n"));
        return cut(
                Stream.of(line("Measure", measure.text()), line("Because", measure.because()), before)
                        .filter(part -> !part.isBlank())
                        .collect(Collectors.joining("\n\n")),
                LONGEST_BRIEFING);
    }

    private static String measured(Measures.Measure measure) {
        return "%s (%s, until %s): %s%s"
                .formatted(
                        measure.text(),
                        measure.owner(),
                        measure.dueOn(),
                        measure.state(),
                        measure.reports().stream()
                                .reduce((first, second) -> second)
                                .map(report -> ", " + report.note())
                                .orElse(""));
    }

    private @Nullable String name(@Nullable String product) {
        return product == null
                ? null
                : products.find(product).map(Product::name).orElse(product);
    }

    private static String contact(ServiceCase about) {
        return Stream.of(about.contactName(), about.contactPhone(), about.contactEmail())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    private static String contained(Containment containment) {
        return line("Problem", containment.problem()) + "\n\n" + line("Contained by", containment.measure());
    }

    private static String caused(Cause cause) {
        return line("Cause (" + cause.category() + ")", String.join(" ← ", cause.whys()));
    }

    private static String remedied(Remedy remedy) {
        String goodwill = remedy.goodwillKind() == null
                ? ""
                : ", goodwill %s %s %s: %s"
                        .formatted(
                                remedy.goodwillKind().replace('-', ' '),
                                remedy.goodwillAmount().toPlainString(),
                                remedy.currency(),
                                remedy.goodwillOutcome() == null ? "open" : outcome(remedy.goodwillOutcome()));
        return line("Remedy " + remedy.round() + goodwill, remedy.remedy());
    }

    private static String outcome(String code) {
        return code.equals("within-authority") ? "within what one may give without asking" : code.replace('-', ' ');
    }

    private static String unsolved(Confirmation answer) {
        return line("Not solved by remedy " + answer.round(), answer.said() == null ? "(no words)" : answer.said());
    }

    private static String lesson(KnowledgeEntry entry) {
        return "- " + entry.reference() + ": " + cut(safe(entry.lesson().replaceAll("\\s+", " ")), 600);
    }

    private static String line(String label, @Nullable String text) {
        return text == null || text.isBlank() ? "" : "**" + label + ":** " + cut(safe(text), LONGEST_PART);
    }

    /** What a customer typed shall not look like our own headings and links. */
    private static String safe(String text) {
        return Shown.plain(text);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }
}
