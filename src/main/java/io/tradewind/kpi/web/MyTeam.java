package io.tradewind.kpi.web;

import io.tradewind.approval.Approval;
import io.tradewind.approval.Approvals;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.Standstills;
import io.tradewind.deal.Standstills.StandingDeal;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A manager's own team: each rep in a row. */
@Component
class MyTeam {

    /** In working days; after that the question counts as ignored, as its task is late. */
    private static final long PATIENCE = 3;

    private final Figures figures;
    private final MonthNumbers numbers;
    private final String currency;
    private final People people;
    private final Standstills standstills;
    private final StandingDealsPanel standingDeals;
    private final ObjectProvider<Approvals> approvals;
    private final WorkingTime workingTime;

    MyTeam(
            Figures figures,
            MonthNumbers numbers,
            People people,
            Standstills standstills,
            StandingDealsPanel standingDeals,
            ObjectProvider<Approvals> approvals,
            WorkingTime workingTime,
            @Value("${tradewind.company.currency}") String currency) {
        this.figures = figures;
        this.numbers = numbers;
        this.currency = currency;
        this.people = people;
        this.standstills = standstills;
        this.standingDeals = standingDeals;
        this.approvals = approvals;
        this.workingTime = workingTime;
    }

    /** A figure that is one column, with the days it counts. */
    private record Column(String title, FigureAnswer answer, Selection selection) {}

    /** @param team whose manager asks */
    MonthPage of(Person manager, String team, MonthChoice chosen) {
        LocalDate today = chosen.today();
        YearMonth month = chosen.month();
        Sight sight = new Sight(Dimension.TEAM, team, true);
        BoardView view = new BoardView(new Selection(month.atDay(1), month.atEndOfMonth(), Map.of()), sight);
        List<Person> reps = people.team(team).stream()
                .filter(person -> person.role().equals(Roles.SALES_REP))
                .sorted(Comparator.comparing(Person::name))
                .toList();
        List<StandingDeal> standing =
                standstills.standing(reps.stream().map(Person::userId).toList());
        List<StandingDeal> ignored = standing.stream()
                .filter(deal ->
                        deal.askedOn() != null && workingTime.workingDaysBetween(deal.askedOn(), today) > PATIENCE)
                .toList();
        List<Approval> waiting = approvals.stream()
                .flatMap(found -> found.openToDecide(manager.userId()).stream())
                .toList();
        List<Column> columns = columns(chosen, view.selection(), sight);
        List<String> header = new ArrayList<>(List.of("Rep"));
        columns.forEach(
                column -> header.add(Heading.of(column.title(), column.answer().unit())));
        header.addAll(List.of("Standing still", "Not answered", "Approvals waiting for me"));
        Map<String, Long> still = counted(standing);
        Map<String, Long> silent = counted(ignored);
        Map<String, Long> asking = waiting.stream()
                .collect(Collectors.groupingBy(one -> one.request().requester(), Collectors.counting()));
        List<List<Cell>> rows = new ArrayList<>();
        for (Person rep : reps) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.text(rep.name(), new MonthAddress("/board/my-month", rep.userId()).of(month)));
            columns.forEach(column -> row.add(cell(column, rep.userId())));
            row.add(count(still, rep, "#standing-deals"));
            row.add(count(silent, rep, "#standing-deals"));
            row.add(count(asking, rep, "/approvals"));
            rows.add(row);
        }
        Panel team1 = new Panel(
                "my-team",
                "My team in " + chosen.words(),
                "Each rep's month; a name leads to it. As of now: overdue is what their customers owe past its day, standing still"
                        + " are open deals that do not move, not answered those of them about which the rep was asked"
                        + " more than " + PATIENCE + " working days ago.",
                null,
                header,
                rows,
                "Nobody sells in your team yet.");
        MonthNumbers.Numbers reached = numbers.of(view, chosen);
        List<MonthNumbers.Number> shown = new ArrayList<>(reached.shown());
        if (!chosen.isOver()) {
            shown.add(new MonthNumbers.Number(
                    "Forecast",
                    numbers.money(numbers.total("forecast", view).orElse(BigDecimal.ZERO.setScale(2))),
                    currency,
                    "expected value × probability of open deals that should close in this month",
                    view.address().facts("forecast")));
        }
        return new MonthPage(
                chosen,
                shown,
                List.of(team1, standingDeals.panel(standing)),
                reached.empty() ? numbers.lastWithSales(view, month).orElse(null) : null);
    }

    private List<Column> columns(MonthChoice chosen, Selection all, Sight sight) {
        Selection past = new Selection(null, chosen.today().minusDays(1), Map.of());
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("revenue", "Actual");
        titles.put("target-revenue", "Target");
        titles.put("target-attainment", "Attainment");
        if (!chosen.isOver()) {
            titles.put("forecast", "Forecast");
        }
        titles.put("open-receivables", "Overdue");
        List<Column> columns = new ArrayList<>();
        titles.forEach((figure, title) -> {
            Selection selection = figure.equals("open-receivables") ? past : all;
            Optional<FigureAnswer> answer = figures.answer(figure, selection, Dimension.REP, sight);
            answer.ifPresent(found -> columns.add(new Column(title, found, selection)));
        });
        return columns;
    }

    private static Cell cell(Column column, String rep) {
        return Cell.value(
                column.answer().unit(),
                column.answer().rows().stream()
                        .filter(row -> row.key().equals(rep) && row.value() != null)
                        .map(FigureAnswer.Row::value)
                        .findFirst()
                        .orElse(null),
                new BoardAddress(column.selection()).facts(column.answer().figure(), Dimension.REP, rep));
    }

    private static Map<String, Long> counted(List<StandingDeal> deals) {
        return deals.stream().collect(Collectors.groupingBy(StandingDeal::rep, Collectors.counting()));
    }

    private static Cell count(Map<String, Long> counts, Person rep, String href) {
        long count = counts.getOrDefault(rep.userId(), 0L);
        return Cell.value("deals", count, count == 0 ? null : href);
    }
}
