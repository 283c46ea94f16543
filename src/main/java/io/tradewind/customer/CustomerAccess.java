package io.tradewind.customer;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.organization.StandIns;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who may see which customers, and what of them. */
@Component
public class CustomerAccess {

    private static final Set<TimelineKind> ALL = EnumSet.allOf(TimelineKind.class);

    /** What service needs to help somebody: what they have from us and what went wrong, not what was negotiated. */
    private static final Set<TimelineKind> FOR_SERVICE = EnumSet.of(
            TimelineKind.SERVICE_CASE,
            TimelineKind.SURVEY_ANSWER,
            TimelineKind.SURVEY,
            TimelineKind.VISIT,
            TimelineKind.PLANNED_VISIT,
            TimelineKind.HANDOVER,
            TimelineKind.MAIL,
            TimelineKind.CREDIT_NOTE,
            TimelineKind.INVOICE,
            TimelineKind.RETURN,
            TimelineKind.DELIVERY,
            TimelineKind.ORDER,
            TimelineKind.CONTRACT_SIGNED,
            TimelineKind.CONTRACT);

    private static final Set<TimelineKind> FOR_LOGISTICS = EnumSet.of(
            TimelineKind.SERVICE_CASE,
            TimelineKind.HANDOVER,
            TimelineKind.RETURN,
            TimelineKind.DELIVERY,
            TimelineKind.ORDER);

    private final Acting acting;
    private final People people;
    private final StandIns standIns;
    private final CustomerTasks tasks;
    private final ObjectProvider<CustomerTies> ties;

    CustomerAccess(
            Acting acting, People people, StandIns standIns, CustomerTasks tasks, ObjectProvider<CustomerTies> ties) {
        this.acting = acting;
        this.people = people;
        this.standIns = standIns;
        this.tasks = tasks;
        this.ties = ties;
    }

    /**
     * What the person who is acting may see; empty when the customer must look to them as if it did not exist.
     *
     * @param taskId a task that led here; null when none did
     */
    public Optional<CustomerSight> sight(Customer customer, @Nullable String taskId) {
        if (mayLead(customer.owner())
                || Roles.WHOLE_COMPANY.stream().anyMatch(acting::inGroup)
                || acting.inGroup(Roles.SALES_SUPPORT)) {
            return Optional.of(new CustomerSight(ALL, true, true));
        }
        if (acting.inGroup(Roles.SERVICE)) {
            return Optional.of(new CustomerSight(FOR_SERVICE, true, false));
        }
        if (acting.inGroup(Roles.LOGISTICS)) {
            return Optional.of(new CustomerSight(FOR_LOGISTICS, false, false));
        }
        boolean hasWork =
                ties.stream().flatMap(tie -> tie.reps(customer.id()).stream()).anyMatch(this::mayLead)
                        || taskId != null
                                && tasks.customerOf(taskId)
                                        .filter(id -> id == customer.id())
                                        .isPresent()
                        || tasks.seesTaskAbout(customer.id());
        return hasWork ? Optional.of(new CustomerSight(ALL, false, false)) : Optional.empty();
    }

    /** Whether the person is this rep, has tasks of theirs while they are absent, or stands above them. */
    private boolean mayLead(@Nullable String rep) {
        String user = acting.user().orElse("");
        return rep != null
                && (rep.equals(user)
                        || people.reportingLine(rep).stream()
                                .map(Person::userId)
                                .anyMatch(user::equals)
                        || standIns.holdsTaskOf(rep, user));
    }

    /** Which customers the person who is acting may choose for a deal of theirs. */
    public Predicate<Customer> offered() {
        List<String> owners = ownersInSight();
        boolean sells = Stream.of(Roles.SALES_REP, Roles.SALES_MANAGER).anyMatch(acting::inGroup);
        return customer -> owners == null || (customer.owner() == null ? sells : owners.contains(customer.owner()));
    }

    /** Whose customers the person who is acting finds in the list: null means everybody's. */
    @Nullable
    List<String> ownersInSight() {
        if (Stream.concat(Roles.WHOLE_COMPANY.stream(), Stream.of(Roles.SALES_SUPPORT, Roles.SERVICE, Roles.LOGISTICS))
                .anyMatch(acting::inGroup)) {
            return null;
        }
        String user = acting.user().orElse("");
        return Stream.concat(
                        Stream.of(user),
                        people.all().stream().map(Person::userId).filter(rep -> people.reportingLine(rep).stream()
                                .map(Person::userId)
                                .anyMatch(user::equals)))
                .toList();
    }
}
