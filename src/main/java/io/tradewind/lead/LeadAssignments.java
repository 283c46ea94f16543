package io.tradewind.lead;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.lead.Lead.State;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives leads to reps. A known customer's lead goes to who looks after the customer, a rep's own find stays with the
 * rep, the rest goes by territory to whoever has least to do and is there, in turn among equals.
 */
@Service
@Transactional
public class LeadAssignments {

    /** A manager need not know by how many it is more. */
    private static final long MANY = 1_000;

    private final JdbcLeads leads;
    private final Customers customers;
    private final People people;
    private final Rotation rotation;
    private final AssignmentLimits.Table limits;
    private final WorkingTime workingTime;

    LeadAssignments(
            JdbcLeads leads,
            Customers customers,
            People people,
            Rotation rotation,
            AssignmentLimits.Table limits,
            WorkingTime workingTime) {
        this.leads = leads;
        this.customers = customers;
        this.people = people;
        this.rotation = rotation;
        this.limits = limits;
        this.workingTime = workingTime;
    }

    /** Gives the lead to the rep whose it is by the rules; empty if a person must choose. */
    public Optional<Assignment> assign(String leadNumber) {
        Lead lead = leads.get(leadNumber);
        Optional<Assignment> assignment = byRule(lead);
        assignment.ifPresent(found -> leads.giveTo(lead, found.rep(), found.reason()));
        return assignment;
    }

    /** Gives the lead to the rep a manager chose. */
    public Assignment assignTo(String leadNumber, @Nullable String rep) {
        Person chosen = people.find(rep == null ? "" : rep)
                .filter(person -> person.active() && person.role().equals(Roles.SALES_REP))
                .orElseThrow(() -> new Refused("chosenRep", "Please choose one of the sales reps."));
        Lead lead = leads.get(leadNumber);
        if (lostRecently(leads.lostBy(lead), chosen)) {
            throw new Refused(
                    "chosenRep", chosen.name() + " lost this lead to the pool lately; please choose somebody else.");
        }
        Assignment assignment = new Assignment(chosen.userId(), "your manager chose you for it");
        leads.giveTo(lead, assignment.rep(), assignment.reason());
        return assignment;
    }

    /** Whom a manager may choose: reps of the lead's region first, those with least to do first. */
    public List<Choice> choices(String leadNumber) {
        Lead lead = leads.get(leadNumber);
        String region = territory(lead, customer(lead));
        Map<String, LocalDate> lost = leads.lostBy(lead);
        List<Person> reps = people.inRole(Roles.SALES_REP).stream()
                .filter(rep -> !lostRecently(lost, rep))
                .toList();
        return choices(reps, Comparator.comparing(rep -> !Objects.equals(rep.region(), region)));
    }

    /** All reps by region, of each those with least to do first. */
    public List<Choice> choices() {
        return choices(
                people.inRole(Roles.SALES_REP),
                Comparator.comparing(Person::region, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    private List<Choice> choices(List<Person> reps, Comparator<Person> first) {
        Map<String, Long> openLeads = openLeads(reps);
        Set<String> absent = people.absent(workingTime.today());
        return reps.stream()
                .sorted(first.thenComparing(rep -> openLeads.getOrDefault(rep.userId(), 0L))
                        .thenComparing(Person::name))
                .map(rep -> new Choice(
                        "%s, %s, %s open leads%s"
                                .formatted(
                                        rep.name(),
                                        rep.region() == null
                                                ? "no region"
                                                : rep.region().replace("region-", ""),
                                        inWords(openLeads.getOrDefault(rep.userId(), 0L)),
                                        absent.contains(rep.userId()) ? ", absent today" : ""),
                        rep.userId()))
                .toList();
    }

    /** By user id, counted no further than {@value #MANY}. */
    Map<String, Long> openLeads(List<Person> reps) {
        return rotation.standings(reps.stream().collect(Collectors.toMap(Person::userId, rep -> MANY))).stream()
                .collect(Collectors.toMap(Rotation.Standing::rep, Rotation.Standing::openLeads));
    }

    private static String inWords(long openLeads) {
        return openLeads < MANY ? String.valueOf(openLeads) : MANY + " or more";
    }

    private Optional<Assignment> byRule(Lead lead) {
        if (lead.state() == State.NURTURING && isActive(lead.owner())) {
            return Optional.of(new Assignment(String.valueOf(lead.owner()), "it comes back today, as you had planned"));
        }
        Customer customer = customer(lead);
        if (customer != null && mayHave(lead, customer.owner())) {
            return Optional.of(new Assignment(String.valueOf(customer.owner()), "the company is your customer"));
        }
        boolean belongsToOther = customer != null && customer.owner() != null;
        if (!belongsToOther && isRep(lead.createdBy()) && mayHave(lead, lead.createdBy())) {
            return Optional.of(new Assignment(lead.createdBy(), "you brought it"));
        }
        return byTerritory(lead, territory(lead, customer));
    }

    private Optional<Assignment> byTerritory(Lead lead, @Nullable String region) {
        Map<String, AssignmentLimits> allowed = allowed(lead, region);
        List<Rotation.Standing> possible = possible(allowed);
        if (possible.isEmpty()) {
            // seen without waiting for anybody: who gives leads away at this moment only makes it truer
            return Optional.empty();
        }
        rotation.lock(possible);
        allowed.keySet().retainAll(possible.stream().map(Rotation.Standing::rep).toList());
        // read again, so that what the previous holder gave away is in it
        return possible(allowed).stream()
                .min(Comparator.comparing(Rotation.Standing::openLeads)
                        .thenComparing(standing -> standing.turn().turn())
                        .thenComparing(Rotation.Standing::rep))
                .map(next -> {
                    rotation.save(take(next, allowed.get(next.rep())).orElseThrow());
                    return new Assignment(
                            next.rep(),
                            region == null ? "it was your turn" : "it lies in your region and it was your turn");
                });
    }

    /** The territory's reps who are here and have not let this lead go lately, with what they may be given. */
    private Map<String, AssignmentLimits> allowed(Lead lead, @Nullable String region) {
        Set<String> absent = people.absent(workingTime.today());
        Map<String, LocalDate> lost = leads.lostBy(lead);
        return people.inRole(Roles.SALES_REP).stream()
                .filter(rep -> region == null || region.equals(rep.region()))
                .filter(rep -> !absent.contains(rep.userId()) && !lostRecently(lost, rep))
                .collect(Collectors.toMap(Person::userId, limits::of));
    }

    private List<Rotation.Standing> possible(Map<String, AssignmentLimits> allowed) {
        Map<String, Long> most = new HashMap<>();
        allowed.forEach((rep, limit) -> most.put(rep, limit.openLeads()));
        return rotation.standings(most).stream()
                .filter(standing -> standing.openLeads() < most.get(standing.rep()))
                .filter(standing -> take(standing, allowed.get(standing.rep())).isPresent())
                .toList();
    }

    private Optional<Rotation.Turn> take(Rotation.Standing standing, AssignmentLimits allowed) {
        return standing.turn()
                .take(allowed.newLeadsPerDay(), daysSince(standing.turn().creditOn()), workingTime.today());
    }

    private long daysSince(@Nullable LocalDate day) {
        return day == null ? 0 : workingTime.workingDaysBetween(day, workingTime.today());
    }

    private boolean mayHave(Lead lead, @Nullable String userId) {
        return userId != null
                && people.present(userId, workingTime.today())
                && people.find(userId)
                        .filter(person -> !lostRecently(leads.lostBy(lead), person))
                        .isPresent();
    }

    boolean lostRecently(Map<String, LocalDate> lost, Person rep) {
        LocalDate day = lost.get(rep.userId());
        return day != null
                && workingTime.workingDaysBetween(day, workingTime.today())
                        < limits.of(rep).daysBeforeReclaim();
    }

    private boolean isActive(@Nullable String userId) {
        return userId != null && people.find(userId).filter(Person::active).isPresent();
    }

    private boolean isRep(String userId) {
        return people.find(userId)
                .filter(person -> person.role().equals(Roles.SALES_REP))
                .isPresent();
    }

    private @Nullable Customer customer(Lead lead) {
        return lead.customerId() == null ? null : customers.get(lead.customerId());
    }

    private static @Nullable String territory(Lead lead, @Nullable Customer customer) {
        return lead.region() != null || customer == null ? lead.region() : customer.region();
    }
}
