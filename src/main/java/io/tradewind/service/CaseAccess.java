package io.tradewind.service;

import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerTies;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who may report a case, read it, and touch its clock. */
@Component
public class CaseAccess {

    private static final Set<String> FOR_ALL =
            Set.of(Roles.SERVICE, Roles.SALES_SUPPORT, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.ADMIN);
    private static final Set<String> FOR_THEIR_OWN = Set.of(Roles.SALES_REP, Roles.SALES_MANAGER);

    private final Acting acting;
    private final People people;
    private final Customers customers;
    private final ObjectProvider<CustomerTies> ties;

    CaseAccess(Acting acting, People people, Customers customers, ObjectProvider<CustomerTies> ties) {
        this.acting = acting;
        this.people = people;
        this.customers = customers;
        this.ties = ties;
    }

    /** Whether this person may report cases at all. */
    public boolean mayReport() {
        return FOR_ALL.stream().anyMatch(acting::inGroup)
                || FOR_THEIR_OWN.stream().anyMatch(acting::inGroup);
    }

    /** Service and support for everybody; a rep for customers of their own, a manager for those of the team. */
    boolean mayReportFor(Customer customer) {
        return acting.user().isEmpty()
                || FOR_ALL.stream().anyMatch(acting::inGroup)
                || FOR_THEIR_OWN.stream().anyMatch(acting::inGroup)
                        && (customer.owner() == null || isOrLeads(customer.owner()) || hasWorkWith(customer.id()));
    }

    /** Service and those who look after the whole company all; others what they reported and what their customers have. */
    public boolean mayRead(ServiceCase serviceCase) {
        String user = acting.user().orElse("");
        return FOR_ALL.stream().anyMatch(acting::inGroup)
                || Roles.WHOLE_COMPANY.stream().anyMatch(acting::inGroup)
                || user.equals(serviceCase.reportedBy())
                || isOrLeads(serviceCase.owner())
                || isOrLeads(customers
                        .find(serviceCase.customerId())
                        .map(Customer::owner)
                        .orElse(null))
                || FOR_THEIR_OWN.stream().anyMatch(acting::inGroup) && hasWorkWith(serviceCase.customerId());
    }

    /** Whether this person works on cases, and may stop and start their clocks. */
    public boolean mayWork() {
        return acting.inGroup(Roles.SERVICE) || acting.inGroup(Roles.ADMIN);
    }

    /** Whoever has a deal open with a customer sees on its time line what went wrong, and may say so. */
    private boolean hasWorkWith(long customerId) {
        return ties.stream().flatMap(tie -> tie.reps(customerId).stream()).anyMatch(this::isOrLeads);
    }

    private boolean isOrLeads(@Nullable String rep) {
        String user = acting.user().orElse("");
        return rep != null
                && (rep.equals(user)
                        || people.reportingLine(rep).stream()
                                .map(Person::userId)
                                .anyMatch(user::equals));
    }
}
