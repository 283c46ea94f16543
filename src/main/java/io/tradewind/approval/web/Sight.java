package io.tradewind.approval.web;

import io.tradewind.approval.Approval;
import io.tradewind.approval.ConfidentialFacts;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.List;
import org.springframework.stereotype.Component;

/** What of a request is shown to whom. */
@Component("approvalSight")
class Sight {

    private final Acting acting;
    private final People people;
    private final List<ConfidentialFacts> confidential;

    Sight(Acting acting, People people, List<ConfidentialFacts> confidential) {
        this.acting = acting;
        this.people = people;
        this.confidential = List.copyOf(confidential);
    }

    /** Floor price, margin and cost, for who decides the request and may know them by role; else nothing. */
    List<ShownFact> costFacts(Approval approval, String user) {
        boolean decides = !user.equals(approval.request().requester())
                && approval.plan().approvers().stream()
                        .anyMatch(seat ->
                                seat.userId().equals(user) || seat.holder().equals(user));
        boolean mayKnow = people.find(user)
                .filter(Person::active)
                .filter(person -> Roles.KNOW_COST.contains(person.role()))
                .isPresent();
        return decides && mayKnow
                ? confidential.stream()
                        .filter(module ->
                                module.kind().equals(approval.request().kind()))
                        .flatMap(module -> module.of(approval.request()).stream())
                        .toList()
                : List.of();
    }

    /**
     * The request as this person may read it. Who asks and may not know what the goods cost reads whom the rules want
     * asked and which open limits were met, and nothing of the others: a floor price or a margin limit would tell the cost.
     */
    Approval shownTo(Approval approval, String user) {
        boolean asked = approval.plan().approvers().stream()
                .anyMatch(seat -> seat.userId().equals(user) || seat.holder().equals(user));
        boolean confidential = approval.request().measures().keySet().stream().anyMatch(Measures::confidential);
        return asked || !confidential || Roles.KNOW_COST.stream().anyMatch(acting::inGroup)
                ? approval
                : approval.withoutReasons();
    }
}
