package io.tradewind.kpi.web;

import io.tradewind.approval.Approval;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.PlannedApprover;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealScope;
import io.tradewind.deal.Deals;
import io.tradewind.deal.FunnelStage;
import io.tradewind.deal.Stage;
import io.tradewind.deal.Standstills;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FactPage;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** A rep's own month: target, actual, gap, what would close it, and what waits. */
@Component
class MyMonth {

    private static final int DEALS = 30;

    private final Figures figures;
    private final MonthNumbers numbers;
    private final MonthlyPanel months;
    private final Deals deals;
    private final Standstills standstills;
    private final StandingDealsPanel standingDeals;
    private final ServiceLevels serviceLevels;
    private final ObjectProvider<Approvals> approvals;
    private final Customers customers;
    private final String currency;

    MyMonth(
            Figures figures,
            MonthNumbers numbers,
            Deals deals,
            Standstills standstills,
            StandingDealsPanel standingDeals,
            ServiceLevels serviceLevels,
            ObjectProvider<Approvals> approvals,
            Customers customers,
            @Value("${tradewind.company.currency}") String currency) {
        this.figures = figures;
        this.numbers = numbers;
        this.months = new MonthlyPanel(
                figures,
                "my-months",
                "Twelve months",
                "Deals won by the month of the close, against the target.",
                "line",
                2,
                List.of(
                        MonthlyPanel.Column.needed("revenue", "Actual"),
                        MonthlyPanel.Column.needed("target-revenue", "Target"),
                        MonthlyPanel.Column.needed("target-attainment", "Attainment"),
                        MonthlyPanel.Column.needed("deals-won", "Deals won"),
                        MonthlyPanel.Column.needed("win-rate", "Win rate")));
        this.deals = deals;
        this.standstills = standstills;
        this.standingDeals = standingDeals;
        this.serviceLevels = serviceLevels;
        this.approvals = approvals;
        this.customers = customers;
        this.currency = currency;
    }

    MonthPage of(Person rep, MonthChoice chosen) {
        YearMonth month = chosen.month();
        Selection selection = new Selection(month.atDay(1), month.atEndOfMonth(), Map.of(Dimension.REP, rep.userId()));
        BoardView view = new BoardView(selection, new Sight(Dimension.REP, rep.userId(), false));
        MonthNumbers.Numbers reached = numbers.of(view, chosen);
        List<MonthNumbers.Number> shown = new ArrayList<>(reached.shown());
        List<Panel> panels = new ArrayList<>();
        if (chosen.isOver()) {
            panels.add(won(view, chosen));
        } else {
            List<Chance> chances = chances(rep, month);
            BigDecimal weighted =
                    chances.stream().map(Chance::weighted).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
            shown.add(new MonthNumbers.Number(
                    "Likely",
                    numbers.money(weighted),
                    currency,
                    "expected value × probability of the deals that should be decided by " + month.atEndOfMonth(),
                    chances.isEmpty() ? null : "#closes-the-gap"));
            panels.add(closing(chances, reached.gap(), names(chances)));
        }
        months.build(new BoardView(
                        new Selection(month.minusMonths(11).atDay(1), month.atEndOfMonth(), selection.only()),
                        view.sight()))
                .ifPresent(panels::add);
        panels.addAll(List.of(
                standingDeals.panel(standstills.standing(List.of(rep.userId()))),
                overdue(view, chosen.today()),
                cases(rep),
                waiting(rep)));
        return new MonthPage(
                chosen,
                shown,
                panels,
                reached.empty() ? numbers.lastWithSales(view, month).orElse(null) : null);
    }

    private Panel won(BoardView view, MonthChoice chosen) {
        FactPage won = figures.facts("revenue", view.selection(), view.sight(), DEALS * 10, 0)
                .orElseThrow();
        return new Panel(
                "won",
                "Won in " + chosen.words() + ": " + won.count(),
                "Deals won in this month, the last ones first.",
                null,
                List.of("Deal", "Closed", "Customer", "Product", Heading.of("Agreed price", currency)),
                new Rows<>(
                        won.rows(),
                        deal -> List.of(
                                Cell.text(deal.document(), BoardAddress.deal(deal.document())),
                                Cell.text(String.valueOf(deal.day())),
                                Cell.text(deal.customer()),
                                Cell.text(deal.product()),
                                Cell.value(currency, deal.amount(), null))),
                "No deal was won in this month.");
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
                .filter(deal -> !deal.closesOn().isAfter(month.atEndOfMonth()))
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
                    Cell.text(
                            chance.deal().number(),
                            BoardAddress.deal(chance.deal().number())),
                    Cell.text(customer == null ? Shown.NOTHING : names.getOrDefault(customer, "")),
                    Cell.text(StringUtils.capitalize(chance.deal().stage().code())),
                    Cell.text(chance.deal().closesOn().toString()),
                    Cell.value(currency, chance.deal().expectedValue(), null),
                    Cell.value("share", chance.probability(), null),
                    Cell.value(currency, chance.weighted(), null),
                    Cell.text(
                            gap.isEmpty()
                                    ? Shown.NOTHING
                                    : left.signum() == 0 ? "closed" : numbers.money(left) + " left")));
        }
        return new Panel(
                "closes-the-gap",
                "What would close the gap",
                "Open deals that should close by the end of the month or should have before, the likeliest value first; the last column is what is"
                        + " left of the gap if this deal and all above it are won.",
                null,
                List.of(
                        "Deal",
                        "Customer",
                        "Stage",
                        "Expected to close",
                        Heading.of("Expected value", currency),
                        "Probability",
                        Heading.of("Likely", currency),
                        "Gap then"),
                rows,
                "None of the open deals should close by then: set the customers' days of decision.");
    }

    private Panel overdue(BoardView view, LocalDate today) {
        Selection past =
                new Selection(null, today.minusDays(1), view.selection().only());
        FigureAnswer owed = figures.answer("open-receivables", past, Dimension.CUSTOMER, view.sight())
                .orElseThrow();
        return new Panel(
                "my-overdue",
                "Overdue receivables",
                "What the rep's customers owe past its day, in " + currency + ", as of now.",
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
                "Nothing is owed past its day.");
    }

    private Panel cases(Person rep) {
        ServiceLevels.Whose own = new ServiceLevels.Whose(List.of(rep.userId()), null, null);
        List<ServiceLevels.LateCase> late = serviceLevels.late(own);
        Map<Long, String> names = customers.names(
                late.stream().map(ServiceLevels.LateCase::customerId).distinct().toList());
        return new Panel(
                "my-cases",
                "Cases: " + serviceLevels.open(own) + " open, " + late.size() + " past their time",
                "Requests and complaints of the rep's customers whose promised time is used up, as of now.",
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
                "Approvals waited for: " + asked.size(),
                "What the rep asked for and nobody has decided yet, the oldest first.",
                null,
                List.of("Subject", "What is asked", "Of whom"),
                asked.stream()
                        .map(approval -> List.of(
                                Cell.text(approval.request().subject(), "/approvals/" + approval.id()),
                                Cell.text(approval.request().title()),
                                Cell.text(holders(approval))))
                        .toList(),
                "Nothing waits for an approval.");
    }

    private static String holders(Approval approval) {
        Stream<String> names = approval.plan().approvers().stream().map(PlannedApprover::name);
        return names.collect(Collectors.joining(", "));
    }
}
