package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.FormFields;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.kpi.Choices;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.FigureMatrix;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.Sights;
import io.tradewind.kpi.forecast.ForecastAdjustments;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the deals let us expect, what their managers say beside it, and saying so. */
@Controller
class ForecastPages {

    private static final int MONTHS = 12;
    private static final int SHOWN = 100;

    private final ForecastAdjustments adjustments;
    private final Figures figures;
    private final Sights sights;
    private final Choices choices;
    private final People people;
    private final WorkingTime workingTime;

    ForecastPages(
            ForecastAdjustments adjustments,
            Figures figures,
            Sights sights,
            Choices choices,
            People people,
            WorkingTime workingTime) {
        this.adjustments = adjustments;
        this.figures = figures;
        this.sights = sights;
        this.choices = choices;
        this.people = people;
        this.workingTime = workingTime;
    }

    @Bean
    static HomeLink forecastLink() {
        return new HomeLink(
                31,
                "Adjust the forecast",
                "What the open deals let us expect by month, and what you know beside it, with the reason.",
                "/forecast",
                Set.of(
                        Roles.SALES_MANAGER,
                        Roles.SALES_DIRECTOR,
                        Roles.GENERAL_MANAGER,
                        Roles.FINANCE,
                        Roles.AUDITOR,
                        Roles.ADMIN));
    }

    /** A month as it is expected. */
    record Line(String name, String deals, String adjustment, String adjusted, String facts) {}

    @GetMapping("/forecast")
    String show(Model model) {
        Sight sight = sights.currentOrForbidden();
        if (!sight.costs()) {
            throw new AccessDeniedException("The forecast is adjusted by managers; your own is on the board.");
        }
        YearMonth now = YearMonth.from(workingTime.today());
        model.addAttribute("lines", lines(now, sight));
        model.addAttribute(
                "currency", figures.describe("forecast", sight).orElseThrow().unit());
        model.addAttribute("adjustments", adjustments.latest(sight.key(), SHOWN));
        model.addAttribute("scopes", scopes());
        model.addAttribute("names", names());
        model.addAttribute("people", people.all().stream().collect(Collectors.toMap(Person::userId, Person::name)));
        model.addAttribute("first", now.toString());
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", Map.of());
        }
        model.addAttribute(
                "token", model.getAttribute("entry") == null ? UUID.randomUUID() : model.getAttribute("entry"));
        return "kpi/forecast";
    }

    @PostMapping("/forecast")
    String adjust(@RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        sights.currentOrForbidden();
        try {
            adjustments.enter(
                    form.getOrDefault("entry", ""),
                    form.getOrDefault("scope", ""),
                    FormFields.month("month", form.get("month")),
                    FormFields.amount("amount", form.get("amount")),
                    form.getOrDefault("reason", ""));
            return "redirect:/forecast";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", refused.getMessage());
            model.addAttribute("form", form);
            model.addAttribute(
                    "entry", form.getOrDefault("entry", UUID.randomUUID().toString()));
            return show(model);
        }
    }

    /** What should have closed before this month, then month by month. */
    private List<Line> lines(YearMonth now, Sight sight) {
        List<Line> lines = new ArrayList<>();
        lines.add(line("Overdue: expected before", null, now.atDay(1).minusDays(1), sight));
        for (int i = 0; i < MONTHS; i++) {
            YearMonth month = now.plusMonths(i);
            lines.add(line(MonthChoice.words(month), month.atDay(1), month.atEndOfMonth(), sight));
        }
        lines.add(line("Later", now.plusMonths(MONTHS).atDay(1), null, sight));
        return lines;
    }

    private Line line(String name, @Nullable LocalDate from, @Nullable LocalDate to, Sight sight) {
        Selection selection = new Selection(from, to, Map.of());
        return new Line(
                name,
                value("forecast", selection, sight),
                value("forecast-adjustment", selection, sight),
                value("forecast-adjusted", selection, sight),
                new BoardAddress(selection).facts("forecast-adjusted"));
    }

    private String value(String figure, Selection selection, Sight sight) {
        FigureAnswer answer = figures.answer(figure, selection, null, sight).orElseThrow();
        return Shown.value(answer.unit(), answer.total());
    }

    private Map<String, String> scopes() {
        Map<String, String> names = names();
        Map<String, String> scopes = new LinkedHashMap<>();
        adjustments.scopes().forEach(scope -> scopes.put(scope, names.getOrDefault(scope, scope)));
        return scopes;
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (FigureMatrix.Part region : choices.of(Dimension.REGION, Sight.EVERYTHING)) {
            names.put(region.key(), "Region " + region.name());
        }
        for (FigureMatrix.Part team : choices.of(Dimension.TEAM, Sight.EVERYTHING)) {
            names.put(team.key(), "Team " + team.name());
        }
        return names;
    }
}
