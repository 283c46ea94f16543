package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Standstills;
import io.tradewind.deal.Standstills.StandingDeal;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** The open deals that stand still, asked about or not: those to be closed first, then by value. */
@Component
@Order(30)
class StandingDealsPanel implements BoardPanel {

    private final Standstills standstills;
    private final People people;
    private final Customers customers;
    private final WorkingTime workingTime;

    StandingDealsPanel(Standstills standstills, People people, Customers customers, WorkingTime workingTime) {
        this.standstills = standstills;
        this.people = people;
        this.customers = customers;
        this.workingTime = workingTime;
    }

    @Override
    public String id() {
        return "standing-deals";
    }

    @Override
    public Optional<Panel> build(BoardView view) {
        Map<Dimension, String> only = view.selection().only();
        String customer = only.get(Dimension.CUSTOMER);
        String product = only.get(Dimension.PRODUCT);
        List<StandingDeal> standing = standstills.standing(reps(view)).stream()
                .filter(deal -> customer == null || customer.equals(String.valueOf(deal.customerId())))
                .filter(deal -> product == null || product.equals(deal.product()))
                .toList();
        return Optional.of(panel(standing));
    }

    Panel panel(List<StandingDeal> standing) {
        Map<String, String> reps = people.all().stream().collect(Collectors.toMap(Person::userId, Person::name));
        Map<Long, String> names = customers.names(standing.stream()
                .map(StandingDeal::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        long hopeless = standing.stream().filter(StandingDeal::isHopeless).count();
        LocalDate today = workingTime.today();
        return new Panel(
                id(),
                "Standing still: " + standing.size() + (hopeless > 0 ? ", to close: " + hopeless : ""),
                "Open deals that do not move by the table deal-movement, as of now. Their reps are asked about a few each working"
                        + " day, these here first; each question is a task until they close the deal, set a new date or say"
                        + " what moved.",
                null,
                List.of(
                        "Deal",
                        "Customer",
                        "Rep",
                        "Stage",
                        "Currency",
                        "Expected value",
                        "Proposal",
                        "Last moved",
                        "Working days",
                        "Rep asked",
                        "Kept",
                        "Why"),
                new Rows<>(standing, deal -> row(deal, reps, names, today)),
                "Every open deal moves.");
    }

    private List<Cell> row(StandingDeal deal, Map<String, String> reps, Map<Long, String> names, LocalDate today) {
        return List.of(
                Cell.text(deal.number(), BoardAddress.deal(deal.number())),
                Cell.text(deal.customerId() == null ? Shown.NOTHING : names.getOrDefault(deal.customerId(), "")),
                Cell.text(reps.getOrDefault(deal.rep(), deal.rep())),
                Cell.text(StringUtils.capitalize(deal.stage())),
                Cell.text(deal.currency()),
                Cell.value(deal.currency(), deal.expectedValue(), null),
                Cell.text(deal.isHopeless() ? "Close it" : "Remind"),
                Cell.text(deal.movedOn().toString()),
                Cell.value("days", deal.workingDays(), null),
                Cell.text(asked(deal.askedOn(), today)),
                Cell.value("times", deal.timesKept(), null),
                Cell.text(deal.why()));
    }

    private String asked(@Nullable LocalDate askedOn, LocalDate today) {
        if (askedOn == null) {
            return "not yet";
        }
        long days = workingTime.workingDaysBetween(askedOn, today);
        return days == 0
                ? "today"
                : askedOn + ", no answer for " + days + (days == 1 ? " working day" : " working days");
    }

    private @Nullable List<String> reps(BoardView view) {
        Map<Dimension, String> only = view.selection().only();
        boolean everybody = view.sight().dimension() == null
                && !only.containsKey(Dimension.REGION)
                && !only.containsKey(Dimension.TEAM)
                && !only.containsKey(Dimension.REP);
        return everybody
                ? null
                : people.all().stream().filter(view::shows).map(Person::userId).toList();
    }
}
