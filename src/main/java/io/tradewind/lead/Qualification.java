package io.tradewind.lead;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.CompanyNames;
import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerFacts;
import io.tradewind.customer.CustomerMatch;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Refused;
import io.tradewind.lead.DuplicateCheck.Candidate;
import io.tradewind.lead.Lead.LeadClass;
import io.tradewind.lead.LeadSheet.Fact;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens to a lead between its arrival and the answer whether it is a chance to sell. */
@Service
@Transactional
public class Qualification {

    private static final LeadClass AFTER_A_CONFIRMED_NEED = LeadClass.INTENDING;

    private final JdbcLeads leads;
    private final Customers customers;
    private final People people;
    private final Products products;
    private final LeadMails mails;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    Qualification(
            JdbcLeads leads,
            Customers customers,
            People people,
            Products products,
            LeadMails mails,
            WorkingTime workingTime,
            Clock clock,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.leads = leads;
        this.customers = customers;
        this.people = people;
        this.products = products;
        this.mails = mails;
        this.workingTime = workingTime;
        this.clock = clock;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** Compares the lead with customers and open leads; links it when exactly one customer is meant beyond doubt. */
    public DuplicateCheck checkDuplicates(String leadNumber) {
        Lead lead = leads.get(leadNumber);
        List<CustomerMatch> matches =
                customers.matches(new CustomerFacts(lead.companyName(), lead.email(), lead.phone(), lead.taxNumber()));
        Optional<Customer> known = beyondDoubt(lead, matches);
        if (known.isPresent()) {
            leads.linkCustomer(lead, known.get().id());
            return new DuplicateCheck(true, known.get().id(), null, List.of(), List.of(), List.of());
        }
        List<JdbcLeads.Twin> twins = leads.like(leadNumber);
        if (matches.isEmpty() && twins.isEmpty()) {
            return new DuplicateCheck(true, null, null, List.of(), List.of(), List.of());
        }
        return new DuplicateCheck(
                false,
                null,
                bringer(lead),
                sideBySide(lead, matches, twins),
                matches.stream()
                        .map(CustomerMatch::customer)
                        .map(customer -> new Choice(
                                customer.name() + " (" + customer.number() + ")", String.valueOf(customer.id())))
                        .toList(),
                twins.stream()
                        .map(JdbcLeads.Twin::lead)
                        .map(twin -> new Choice(twin.companyName() + " (" + twin.number() + ")", twin.number()))
                        .toList());
    }

    /** Two exact matches, or the same name with another tax number, are for a person to tell apart. */
    private static Optional<Customer> beyondDoubt(Lead lead, List<CustomerMatch> matches) {
        List<Customer> exact = matches.stream()
                .filter(match -> match.kind() == CustomerMatch.Kind.EXACT)
                .map(CustomerMatch::customer)
                .toList();
        if (exact.size() != 1) {
            return Optional.empty();
        }
        String ours = CompanyNames.normalisedTaxNumber(exact.get(0).taxNumber());
        String theirs = CompanyNames.normalisedTaxNumber(lead.taxNumber());
        return ours == null || theirs == null || ours.equals(theirs) ? Optional.of(exact.get(0)) : Optional.empty();
    }

    private @Nullable String bringer(Lead lead) {
        return people.find(lead.createdBy())
                .filter(person -> person.active() && person.role().equals(Roles.SALES_REP))
                .map(Person::userId)
                .orElse(null);
    }

    private List<Candidate> sideBySide(Lead lead, List<CustomerMatch> matches, List<JdbcLeads.Twin> twins) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(candidate("this lead", lead, ""));
        for (CustomerMatch match : matches) {
            Customer customer = match.customer();
            candidates.add(new Candidate(
                    "customer " + customer.number(),
                    customer.name(),
                    joined(customer.email(), customer.phone(), customer.taxNumber()),
                    name(customer.owner()),
                    match.why()));
        }
        twins.forEach(twin -> candidates.add(candidate("open lead", twin.lead(), twin.why())));
        return candidates;
    }

    private Candidate candidate(String kind, Lead lead, String why) {
        return new Candidate(
                kind + " " + lead.number(),
                lead.companyName(),
                joined(lead.email(), lead.phone(), lead.taxNumber()),
                name(lead.owner()),
                why);
    }

    /**
     * Does what the person answered: the lead becomes one of a customer, ends in another open lead, or goes on as a
     * company of its own.
     *
     * @return the lead after it
     */
    public Lead settleDuplicate(String leadNumber, DuplicateAnswer answer) {
        Lead lead = leads.get(leadNumber);
        switch (answer.answer() == null ? "" : answer.answer()) {
            case DuplicateAnswer.CUSTOMER -> linkToCustomer(lead, answer.customerId());
            case DuplicateAnswer.LEAD -> mergeIntoLead(lead, answer.otherLead());
            case DuplicateAnswer.NEW -> declareNew(lead, answer.reason());
            default -> throw new Refused("duplicateAnswer", "Please say what this lead is.");
        }
        return leads.get(leadNumber);
    }

    private void linkToCustomer(Lead lead, @Nullable Long customerId) {
        if (customerId == null) {
            throw new Refused("matchedCustomer", "Please choose the customer this lead belongs to.");
        }
        leads.linkCustomer(lead, customers.get(customerId).id());
    }

    private void mergeIntoLead(Lead lead, @Nullable String otherNumber) {
        Lead other = Optional.ofNullable(otherNumber)
                .flatMap(leads::find)
                .orElseThrow(() -> new Refused("matchedLead", "Please choose the open lead this one repeats."));
        if (other.number().equals(lead.number()) || !other.state().isOpen()) {
            throw new Refused(
                    "matchedLead", "Lead " + other.number() + " is no longer open; please choose another answer.");
        }
        leads.mergeInto(lead, other.number());
        mails.merged(lead, other);
    }

    private void declareNew(Lead lead, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new Refused("newCompanyReason", "Please say in a few words why this is another company.");
        }
        leads.declareNew(lead, reason.strip());
    }

    /** Tells the owner by mail; the same assignment is told once. */
    public void tellOwner(String leadNumber, String reason) {
        Lead lead = leads.get(leadNumber);
        mails.assigned(lead, reason, leads.assignments(lead));
    }

    /** Takes the lead from a rep who did not follow it up. */
    public void returnToPool(String leadNumber) {
        Lead lead = leads.get(leadNumber);
        String rep = lead.owner();
        leads.backToPool(lead, "no follow-up");
        if (rep != null) {
            mails.returned(lead, rep, leads.assignments(lead));
        }
    }

    /** Keeps what the rep found out and the grade that follows from it. */
    public void recordContact(String leadNumber, String rep, ContactNote note, String grade, String reason) {
        Lead lead = leads.get(leadNumber);
        leads.recordContact(lead, rep, note);
        leads.markContacted(lead, grade, reason);
    }

    /**
     * The lead is a chance to sell: its company becomes a customer if it is none, and the rep its owner if it has none.
     *
     * @return the customer's id
     */
    public long qualify(String leadNumber, String rep, @Nullable String note) {
        Lead lead = leads.get(leadNumber);
        Optional<Customer> known = customerOf(lead);
        Customer customer = known.orElseGet(() -> customers.register(new NewCustomer(
                lead.companyName(),
                lead.email(),
                lead.phone(),
                lead.taxNumber(),
                null,
                null,
                lead.region() != null ? lead.region() : people.get(rep).region(),
                rep,
                null,
                lead.contactName())));
        if (customer.owner() == null) {
            customers.assignOwner(customer.id(), rep);
        }
        leads.markQualified(lead, customer.id(), known.isPresent() ? LeadClass.REPEAT : AFTER_A_CONFIRMED_NEED);
        leads.noteQualification(lead, note);
        events.publishEvent(new LeadQualified(lead.number(), rep, customer.id(), lead.product(), workingTime.today()));
        return customer.id();
    }

    /** Months may lie between the check and the answer: another lead may have made the company a customer since. */
    private Optional<Customer> customerOf(Lead lead) {
        if (lead.customerId() != null) {
            return customers.find(lead.customerId());
        }
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('lead.register-customer:' || :name, 0))")
                .param("name", CompanyNames.normalised(lead.companyName()))
                .query()
                .listOfRows();
        return lead.newCompanyReason() != null
                ? Optional.empty()
                : beyondDoubt(
                        lead,
                        customers.matches(
                                new CustomerFacts(lead.companyName(), lead.email(), lead.phone(), lead.taxNumber())));
    }

    /**
     * Lays the lead aside until a day.
     *
     * @return the working moment at which it comes back
     */
    public Instant nurture(String leadNumber, @Nullable LocalDate until, @Nullable String note) {
        LocalDate today = workingTime.today();
        if (until == null || !until.isAfter(today)) {
            throw new Refused("nurtureUntil", "Please give the day the lead shall come back; it lies in the future.");
        }
        if (until.isAfter(today.plusYears(2))) {
            throw new Refused("nurtureUntil", "A lead can sleep for two years at most; " + until + " is later.");
        }
        Lead lead = leads.get(leadNumber);
        leads.markNurturing(lead, until);
        leads.noteQualification(lead, note);
        boolean worked = workingTime.workingDaysBetween(until.minusDays(1), until) > 0;
        return workingTime.plusDays(clock.instant(), workingTime.workingDaysBetween(today, until) + (worked ? 0 : 1));
    }

    /** Closes the lead for good. */
    public void disqualify(String leadNumber, @Nullable String reason, @Nullable String note) {
        if (reason == null || reason.isBlank()) {
            throw new Refused("disqualifyReason", "Please choose why the lead is not worth pursuing.");
        }
        Lead lead = leads.get(leadNumber);
        leads.markDisqualified(lead, reason);
        leads.noteQualification(lead, note);
    }

    /** The lead as tasks show it. */
    public LeadSheet sheet(String leadNumber) {
        Lead lead = leads.get(leadNumber);
        BigDecimal value = lead.expectedValue() == null ? BigDecimal.ZERO : lead.expectedValue();
        List<Fact> facts = Stream.of(
                        fact("Company", lead.companyName()),
                        fact("Lead", lead.number()),
                        fact("Known as", lead.customerId() == null ? "new company" : "customer already"),
                        fact("Contact", lead.contactName()),
                        fact("Phone", lead.phone()),
                        fact("E-mail", lead.email()),
                        fact("Region", lead.region() == null ? null : NewLeadCheck.called(lead.region())),
                        fact("Product", productName(lead.product())),
                        fact("Expected value", lead.currency() == null ? null : value + " " + lead.currency()),
                        fact("Source", joined(lead.source(), lead.campaign())),
                        fact("Received on", lead.receivedOn().toString()),
                        fact("Note", lead.note()),
                        fact("Also came as", alsoCameAs(leadNumber)))
                .flatMap(Optional::stream)
                .toList();
        return new LeadSheet(lead.companyName(), facts, lead.customerId() != null, lead.source(), value);
    }

    private String alsoCameAs(String leadNumber) {
        return leads.mergedInto(leadNumber).stream()
                .map(lead -> joined(lead.number(), lead.contactName(), lead.phone(), lead.email(), lead.note()))
                .collect(Collectors.joining("; "));
    }

    private @Nullable String productName(@Nullable String code) {
        return code == null ? null : products.find(code).map(Product::name).orElse(code);
    }

    private static Optional<Fact> fact(String name, @Nullable String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(new Fact(name, value));
    }

    private String name(@Nullable String userId) {
        return userId == null ? "" : people.find(userId).map(Person::name).orElse(userId);
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }
}
