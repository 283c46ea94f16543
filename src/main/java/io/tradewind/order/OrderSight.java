package io.tradewind.order;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.organization.StandIns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who sees which orders, and who may do what with them. */
@Component
public class OrderSight {

    private static final List<String> SEE_ALL = List.of(
            Roles.LOGISTICS,
            Roles.SALES_SUPPORT,
            Roles.SERVICE,
            Roles.FINANCE,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.AUDITOR,
            Roles.ADMIN);

    private static final List<String> READ_CONTRACTS = List.of(
            Roles.SALES_SUPPORT,
            Roles.FINANCE,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.AUDITOR,
            Roles.ADMIN);

    private static final List<String> ANNOUNCE_RETURNS = List.of(Roles.LOGISTICS, Roles.SALES_SUPPORT, Roles.SERVICE);

    private final Orders orders;
    private final People people;
    private final StandIns standIns;
    private final Acting acting;

    OrderSight(Orders orders, People people, StandIns standIns, Acting acting) {
        this.orders = orders;
        this.people = people;
        this.standIns = standIns;
        this.acting = acting;
    }

    /** All, or one's own, those of the people below, and those of whom one stands in for. */
    public List<SalesOrder> orders() {
        if (seesAll()) {
            return orders.latest();
        }
        String user = user();
        List<String> reps = Stream.concat(
                        Stream.of(user),
                        people.all().stream().map(Person::userId).filter(rep -> looksAfter(rep, user)))
                .toList();
        return orders.latestOf(reps);
    }

    public Optional<SalesOrder> find(String number) {
        return orders.find(number).filter(this::sees);
    }

    public boolean sees(SalesOrder order) {
        return seesAll() || order.rep().equals(user()) || looksAfter(order.rep(), user());
    }

    /** As the page of the contract has it: logistics and service have no business there. */
    public boolean mayReadContract(SalesOrder order) {
        return READ_CONTRACTS.stream().anyMatch(acting::inGroup)
                || order.rep().equals(user())
                || looksAfter(order.rep(), user());
    }

    public boolean mayChange() {
        return acting.inGroup(Roles.SALES_SUPPORT);
    }

    public boolean mayCredit() {
        return acting.inGroup(Roles.FINANCE);
    }

    public boolean mayCount() {
        return acting.inGroup(Roles.LOGISTICS);
    }

    public boolean mayAnnounceReturn(SalesOrder order) {
        return ANNOUNCE_RETURNS.stream().anyMatch(acting::inGroup)
                || order.rep().equals(user());
    }

    private boolean seesAll() {
        return SEE_ALL.stream().anyMatch(acting::inGroup);
    }

    private boolean looksAfter(String rep, String user) {
        return people.reportingLine(rep).stream().map(Person::userId).anyMatch(user::equals)
                || standIns.holdsTaskOf(rep, user);
    }

    private String user() {
        return acting.user().orElse("");
    }
}
