package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.service.ServiceLevels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Service levels as the service desk's own tables tell them: by severity and class, and what is late now. */
final class ServicePanels {

    private ServicePanels() {}

    /** Whose cases a board shows: those of customers whom the reps of its scope look after. */
    static ServiceLevels.Whose whose(BoardView view, People people) {
        Map<Dimension, String> only = view.selection().only();
        boolean everybody = view.sight().dimension() == null
                && !only.containsKey(Dimension.REGION)
                && !only.containsKey(Dimension.TEAM)
                && !only.containsKey(Dimension.REP);
        String customer = only.get(Dimension.CUSTOMER);
        return new ServiceLevels.Whose(
                everybody
                        ? null
                        : people.all().stream()
                                .filter(view::shows)
                                .map(Person::userId)
                                .toList(),
                customer == null || !customer.matches("\\d{1,18}") ? null : Long.valueOf(customer),
                only.get(Dimension.PRODUCT));
    }

    /** What was promised and what was kept, the severest first. */
    @Component("severityPanel")
    @Order(61)
    static class BySeverity implements BoardPanel {

        private final ServiceLevels levels;
        private final People people;

        BySeverity(ServiceLevels levels, People people) {
            this.levels = levels;
            this.people = people;
        }

        @Override
        public String id() {
            return "service-by-severity";
        }

        @Override
        public Optional<Panel> build(BoardView view) {
            List<List<Cell>> rows =
                    levels.kept(view.selection().from(), view.selection().to(), whose(view, people)).stream()
                            .map(kept -> row(kept, view.address().cases(kept.severity(), kept.customerClass())))
                            .toList();
            return Optional.of(new Panel(
                    id(),
                    "Service levels by severity and class",
                    "Cases answered and resolved in this period, and how many of them within the promised time; waiting for"
                            + " the customer does not count.",
                    null,
                    List.of("Severity", "Customer class", "Answered", "In time", "Resolved", "In time"),
                    rows,
                    Panel.NOTHING));
        }

        private static List<Cell> row(ServiceLevels.Kept kept, String cases) {
            return List.of(
                    Cell.text(StringUtils.capitalize(kept.severity())),
                    Cell.text(kept.customerClass()),
                    Cell.value("cases", kept.answered(), cases),
                    Cell.value("share", share(kept.answeredInTime(), kept.answered()), cases),
                    Cell.value("cases", kept.resolved(), cases),
                    Cell.value("share", share(kept.resolvedInTime(), kept.resolved()), cases));
        }

        private static @Nullable BigDecimal share(long part, long all) {
            return all == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(all), 6, RoundingMode.HALF_UP);
        }
    }

    /** Open cases whose promised time is over. */
    @Component("lateCasesPanel")
    @Order(62)
    static class Late implements BoardPanel {

        private final ServiceLevels levels;
        private final People people;
        private final Customers customers;
        private final WorkingTime workingTime;
        private final Clock clock;

        Late(ServiceLevels levels, People people, Customers customers, WorkingTime workingTime, Clock clock) {
            this.levels = levels;
            this.people = people;
            this.customers = customers;
            this.workingTime = workingTime;
            this.clock = clock;
        }

        @Override
        public String id() {
            return "late-cases";
        }

        @Override
        public Optional<Panel> build(BoardView view) {
            List<ServiceLevels.LateCase> late = levels.late(whose(view, people));
            Map<Long, String> names = customers.names(late.stream()
                    .map(ServiceLevels.LateCase::customerId)
                    .distinct()
                    .toList());
            Map<String, String> owners = people.all().stream().collect(Collectors.toMap(Person::userId, Person::name));
            return Optional.of(new Panel(
                    id(),
                    "Cases past their time: " + late.size(),
                    "Open requests and complaints whose promised time is used up, as of now; the severest first.",
                    null,
                    List.of("Case", "Customer", "Severity", "Class", "Rep", "Missed", "Open for (working hours)"),
                    late.stream()
                            .map(one -> List.of(
                                    Cell.text(one.number(), "/cases/" + one.number()),
                                    Cell.text(names.getOrDefault(one.customerId(), String.valueOf(one.customerId()))),
                                    Cell.text(StringUtils.capitalize(one.severity())),
                                    Cell.text(one.customerClass()),
                                    Cell.text(
                                            one.owner() == null
                                                    ? Shown.NOTHING
                                                    : owners.getOrDefault(one.owner(), one.owner())),
                                    Cell.text(StringUtils.capitalize(one.missed())),
                                    Cell.value(
                                            "working hours",
                                            hours(workingTime.between(one.openedAt(), clock.instant())),
                                            null)))
                            .toList(),
                    "Every open case is within its time."));
        }

        private static BigDecimal hours(Duration time) {
            return BigDecimal.valueOf(time.toMinutes()).divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_UP);
        }
    }
}
