package io.tradewind.kpi.web;

import io.tradewind.approval.Approval;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.PlannedApprover;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What waits for somebody's agreement, the longest first. */
@Component
@Order(43)
class OpenApprovalsPanel implements BoardPanel {

    private final ObjectProvider<Approvals> approvals;
    private final People people;
    private final WorkingTime workingTime;
    private final Clock clock;

    OpenApprovalsPanel(ObjectProvider<Approvals> approvals, People people, WorkingTime workingTime, Clock clock) {
        this.approvals = approvals;
        this.people = people;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "open-approvals";
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        String customer = view.selection().only().get(Dimension.CUSTOMER);
        List<List<Cell>> rows = approvals.stream()
                .flatMap(found -> found.open().stream())
                .filter(approval ->
                        requester(approval).map(view::shows).orElse(view.sight().dimension() == null))
                .filter(approval -> customer == null
                        || customer.equals(String.valueOf(approval.request().customerId())))
                .map(this::row)
                .toList();
        return Optional.of(new Panel(
                id(),
                "Open approvals: " + rows.size(),
                "Requests that wait for somebody now, the oldest first."
                        + (view.selection().only().containsKey(Dimension.PRODUCT)
                                ? " Of all products: a request has none."
                                : ""),
                null,
                List.of("Subject", "What is asked", "Requested by", "Of whom", "Waits (working hours)"),
                rows,
                "Nothing waits for an approval."));
    }

    private List<Cell> row(Approval approval) {
        return List.of(
                Cell.text(approval.request().subject(), "/approvals/" + approval.id()),
                Cell.text(approval.request().title()),
                Cell.text(requester(approval)
                        .map(Person::name)
                        .orElse(approval.request().requester())),
                Cell.text(approval.plan().approvers().stream()
                        .map(PlannedApprover::name)
                        .collect(Collectors.joining(", "))),
                Cell.value("working hours", hours(workingTime.between(approval.requestedAt(), clock.instant())), null));
    }

    private Optional<Person> requester(Approval approval) {
        return people.find(approval.request().requester());
    }

    private static BigDecimal hours(Duration duration) {
        return BigDecimal.valueOf(duration.toMinutes()).divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_UP);
    }
}
