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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        if (lostRecently(lead, chosen)) {
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
        LocalDate today = workingTime.today();
        Map<String, Long> backlog = leads.backlog();
        return people.inRole(Roles.SALES_REP).stream()
                .filter(rep -> !lostRecently(lead, rep))
                .sorted(Comparator.comparing((Person rep) -> !Objects.equals(rep.region(), region))
                        .thenComparing(rep -> backlog.getOrDefault(rep.userId(), 0L))
                        .thenComparing(Person::name))
                .map(rep -> new Choice(
                        "%s, %s, %d open leads%s"
                                .formatted(
                                        rep.name(),
                                        rep.region() == null
                                                ? "no region"
                                                : rep.region().replace("region-", ""),
                                        backlog.getOrDefault(rep.userId(), 0L),
                                        people.present(rep.userId(), today) ? "" : ", absent today"),
                        rep.userId()))
                .toList();
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
        List<Person> reps = people.inRole(Roles.SALES_REP).stream()
                .filter(rep -> region == null || region.equals(rep.region()))
                .toList();
        List<Rotation.Turn> turns =
                rotation.lock(reps.stream().map(Person::userId).toList());
        // counted after the lock, so that what the previous holder gave away is in it
        Map<String, Long> backlog = leads.backlog();
        List<Rotation.Turn> inTurn = new ArrayList<>(turns);
        inTurn.sort(Comparator.comparing((Rotation.Turn turn) -> backlog.getOrDefault(turn.rep(), 0L))
                .thenComparing(Rotation.Turn::turn)
                .thenComparing(Rotation.Turn::rep));
        for (Rotation.Turn turn : inTurn) {
            Person rep = people.get(turn.rep());
            AssignmentLimits allowed = limits.of(rep);
            Optional<Rotation.Turn> taken =
                    turn.take(allowed.newLeadsPerDay(), daysSince(turn.creditOn()), workingTime.today());
            if (backlog.getOrDefault(rep.userId(), 0L) < allowed.openLeads()
                    && taken.isPresent()
                    && mayHave(lead, rep.userId())) {
                rotation.save(taken.get());
                return Optional.of(new Assignment(
                        rep.userId(),
                        region == null ? "it was your turn" : "it lies in your region and it was your turn"));
            }
        }
        return Optional.empty();
    }

    private long daysSince(@Nullable LocalDate day) {
        return day == null ? 0 : workingTime.workingDaysBetween(day, workingTime.today());
    }

    private boolean mayHave(Lead lead, @Nullable String userId) {
        return userId != null
                && people.present(userId, workingTime.today())
                && people.find(userId)
                        .filter(person -> !lostRecently(lead, person))
                        .isPresent();
    }

    private boolean lostRecently(Lead lead, Person rep) {
        LocalDate lost = leads.lostBy(lead).get(rep.userId());
        return lost != null
                && workingTime.workingDaysBetween(lost, workingTime.today())
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
