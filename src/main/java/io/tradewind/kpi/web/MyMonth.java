package io.tradewind.kpi.web;

import io.tradewind.approval.Approval;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.PlannedApprover;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealScope;
import io.tradewind.deal.Deals;
import io.tradewind.deal.FunnelStage;
import io.tradewind.deal.Stage;
import io.tradewind.deal.Standstills;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.organization.Person;
import io.tradewind.service.ServiceLevels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** A rep's own month: target, actual, gap, what would close it, and what waits. */
@Component
class MyMonth {

    private static final int DEALS = 30;

    private final Figures figures;
    private final Deals deals;
    private final Standstills standstills;
    private final StandingDealsPanel standingDeals;
    private final ServiceLevels serviceLevels;
    private final ObjectProvider<Approvals> approvals;
    private final Customers customers;
    private final WorkingTime workingTime;
    private final String currency;

    MyMonth(
            Figures figures,
            Deals deals,
            Standstills standstills,
            StandingDealsPanel standingDeals,
            ServiceLevels serviceLevels,
            ObjectProvider<Approvals> approvals,
            Customers customers,
            WorkingTime workingTime,
            @Value("${tradewind.company.currency}") String currency) {
        this.figures = figures;
        this.deals = deals;
        this.standstills = standstills;
        this.standingDeals = standingDeals;
        this.serviceLevels = serviceLevels;
        this.approvals = approvals;
        this.customers = customers;
        this.workingTime = workingTime;
        this.currency = currency;
    }

    /**
     * A number at the head of the page.
     *
     * @param note what it means, in words
     */
    record Number(String title, String value, String unit, String note, @Nullable String href) {}

    /** What the page shows. */
    record Page(YearMonth month, List<Number> numbers, List<Panel> panels) {}

    Page of(Person rep) {
        LocalDate today = workingTime.today();
        YearMonth month = YearMonth.from(today);
        Selection selection = new Selection(month.atDay(1), month.atEndOfMonth(), Map.of());
        BoardView view = new BoardView(selection, new Sight(Dimension.REP, rep.userId(), false));
        BigDecimal actual = total("revenue", view).orElse(BigDecimal.ZERO.setScale(2));
        Optional<BigDecimal> target = total("target-revenue", view);
        Optional<BigDecimal> gap =
                target.map(aimed -> aimed.subtract(actual).max(BigDecimal.ZERO).setScale(2, RoundingMode.HALF_UP));
        List<Chance> chances = chances(rep, month);
        BigDecimal weighted =
                chances.stream().map(Chance::weighted).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        List<Number> numbers = new ArrayList<>();
        numbers.add(new Number(
                "Target",
                target.map(this::money).orElse("None published"),
                target.isPresent() ? currency : "",
                "revenue of this month",
                target.isPresent() ? view.address().facts("target-revenue") : null));
        numbers.add(new Number(
                "Actual",
                money(actual),
                currency,
                "agreed price of deals won",
                view.address().facts("revenue")));
        numbers.add(new Number(
                "Gap",
                gap.map(this::money).orElse(Shown.NOTHING),
                gap.isPresent() ? currency : "",
                gap.map(left -> left.signum() == 0 ? "the target is reached" : "still to win this month")
                        .orElse("without a target there is none"),
                null));
        numbers.add(new Number(
                "Likely",
                money(weighted),
                currency,
                "expected value × probability of the deals that should be decided by " + month.atEndOfMonth(),
                null));
        return new Page(
                month,
                numbers,
                List.of(
                        closing(chances, gap, names(chances)),
                        standingDeals.panel(standstills.standing(List.of(rep.userId()))),
                        overdue(view, today),
                        cases(rep),
                        waiting(rep)));
    }

    /** An open deal that may still be won in this month. */
    private record Chance(Deal deal, BigDecimal probability, BigDecimal weighted) {}

    /** Those whose customers should have decided by the end of the month, the most valuable first. */
    private List<Chance> chances(Person rep, YearMonth month) {
        DealScope own = DealScope.rep(rep.userId());
        Map<Stage, BigDecimal> probabilities = new HashMap<>();
        deals.funnel(own).forEach((FunnelStage stage) -> probabilities.put(stage.stage(), stage.probability()));
        return deals.open(own).stream()
                .filter(deal -> deal.currency().equals(currency))
                .filter(deal -> deal.decisionOn() != null && !deal.decisionOn().isAfter(month.atEndOfMonth()))
                .map(deal -> {
                    BigDecimal probability = probabilities.getOrDefault(deal.stage(), BigDecimal.ZERO);
                    return new Chance(
                            deal,
                            probability,
                            deal.expectedValue().multiply(probability).setScale(2, RoundingMode.HALF_UP));
                })
                .sorted(Comparator.comparing(Chance::weighted).reversed().thenComparing(chance -> chance.deal()
                        .number()))
                .limit(DEALS)
                .toList();
    }

    private Map<Long, String> names(List<Chance> chances) {
        return customers.names(chances.stream()
                .map(chance -> chance.deal().customerId())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    private Panel closing(List<Chance> chances, Optional<BigDecimal> gap, Map<Long, String> names) {
        List<List<Cell>> rows = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        for (Chance chance : chances) {
            sum = sum.add(chance.deal().expectedValue());
            BigDecimal left = gap.orElse(BigDecimal.ZERO).subtract(sum).max(BigDecimal.ZERO);
            Long customer = chance.deal().customerId();
            rows.add(List.of(
                    Cell.text(chance.deal().number()),
                    Cell.text(customer == null ? Shown.NOTHING : names.getOrDefault(customer, "")),
                    Cell.text(StringUtils.capitalize(chance.deal().stage().code())),
                    Cell.text(String.valueOf(chance.deal().decisionOn())),
                    Cell.value(currency, chance.deal().expectedValue(), null),
                    Cell.value("share", chance.probability(), null),
                    Cell.value(currency, chance.weighted(), null),
                    Cell.text(gap.isEmpty() ? Shown.NOTHING : left.signum() == 0 ? "closed" : money(left) + " left")));
        }
        return new Panel(
                "closes-the-gap",
                "What would close the gap",
                "Your open deals that should be decided by the end of the month, the likeliest value first; the last column"
                        + " is what is left of the gap if this deal and all above it are won.",
                null,
                List.of(
                        "Deal",
                        "Customer",
                        "Stage",
                        "They decide by",
                        Heading.of("Expected value", currency),
                        "Probability",
                        Heading.of("Likely", currency),
                        "Gap then"),
                rows,
                "None of your open deals should be decided this month; set the customers' days of decision.");
    }

    private Panel overdue(BoardView view, LocalDate today) {
        Selection past = new Selection(null, today.minusDays(1), Map.of());
        FigureAnswer owed = figures.answer("open-receivables", past, Dimension.CUSTOMER, view.sight())
                .orElseThrow();
        return new Panel(
                "my-overdue",
                "Overdue receivables",
                "What your customers owe past its day, in " + currency + ".",
                null,
                List.of("Customer", Heading.of("Overdue", owed.unit())),
                owed.rows().stream()
                        .filter(row -> row.value() != null
                                && new BigDecimal(row.value().toString()).signum() > 0)
                        .map(row -> List.of(
                                Cell.text(row.name()),
                                Cell.value(
                                        owed.unit(),
                                        row.value(),
                                        new BoardAddress(past)
                                                .facts("open-receivables", Dimension.CUSTOMER, row.key()))))
                        .toList(),
                "Your customers owe nothing past its day.");
    }

    private Panel cases(Person rep) {
        ServiceLevels.Whose own = new ServiceLevels.Whose(List.of(rep.userId()), null, null);
        List<ServiceLevels.LateCase> late = serviceLevels.late(own);
        Map<Long, String> names = customers.names(
                late.stream().map(ServiceLevels.LateCase::customerId).distinct().toList());
        return new Panel(
                "my-cases",
                "Cases: " + serviceLevels.open(own) + " open, " + late.size() + " past their time",
                "Requests and complaints of your customers whose promised time is used up.",
                null,
                List.of("Case", "Customer", "Severity", "Missed"),
                late.stream()
                        .map(one -> List.of(
                                Cell.text(one.number(), "/cases/" + one.number()),
                                Cell.text(names.getOrDefault(one.customerId(), "")),
                                Cell.text(StringUtils.capitalize(one.severity())),
                                Cell.text(StringUtils.capitalize(one.missed()))))
                        .toList(),
                "None is past its time.");
    }

    private Panel waiting(Person rep) {
        List<Approval> asked = approvals.stream()
                .flatMap(found -> found.openRequestedBy(rep.userId()).stream())
                .toList();
        return new Panel(
                "my-approvals",
                "Approvals I wait for: " + asked.size(),
                "What you asked for and nobody has decided yet, the oldest first.",
                null,
                List.of("Subject", "What is asked", "Of whom"),
                asked.stream()
                        .map(approval -> List.of(
                                Cell.text(approval.request().subject(), "/approvals/" + approval.id()),
                                Cell.text(approval.request().title()),
                                Cell.text(holders(approval))))
                        .toList(),
                "You wait for nobody.");
    }

    private static String holders(Approval approval) {
        Stream<String> names = approval.plan().approvers().stream().map(PlannedApprover::name);
        return names.collect(Collectors.joining(", "));
    }

    private Optional<BigDecimal> total(String figure, BoardView view) {
        return figures.answer(figure, view.selection(), null, view.sight())
                .map(FigureAnswer::total)
                .map(value -> new BigDecimal(value.toString()));
    }

    private String money(BigDecimal amount) {
        return Shown.value(currency, amount);
    }
}
