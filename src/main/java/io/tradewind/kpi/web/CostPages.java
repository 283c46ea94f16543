package io.tradewind.kpi.web;

import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.FormFields;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.kpi.Choices;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureMatrix;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.cost.CostCategory;
import io.tradewind.kpi.cost.CostEntry;
import io.tradewind.kpi.cost.Costs;
import io.tradewind.kpi.cost.NewCost;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The book of costs: enter one, take one back; files of them come in through the imports. */
@Controller
class CostPages {

    private static final int SHOWN = 200;

    private final Costs costs;
    private final Choices choices;
    private final People people;
    private final Customers customers;

    CostPages(Costs costs, Choices choices, People people, Customers customers) {
        this.costs = costs;
        this.choices = choices;
        this.people = people;
        this.customers = customers;
    }

    @Bean
    static HomeLink costsLink() {
        return new HomeLink(
                32,
                "Book what selling costs",
                "Selling expenses, marketing, visits and corrected product cost: enter them, import them, take them back.",
                "/costs",
                Set.of(
                        Roles.FINANCE,
                        Roles.MARKETING,
                        Roles.PRODUCT,
                        Roles.SALES_DIRECTOR,
                        Roles.GENERAL_MANAGER,
                        Roles.AUDITOR,
                        Roles.ADMIN));
    }

    @GetMapping("/costs")
    String list(@RequestParam(defaultValue = "") String show, Model model) {
        Set<CostCategory> readable = costs.readable();
        if (readable.isEmpty()) {
            throw new AccessDeniedException("Costs are the business of finance and management.");
        }
        CostCategory shown = Stream.of(CostCategory.values())
                .filter(readable::contains)
                .filter(category -> category.code().equals(show))
                .findFirst()
                .orElse(null);
        List<CostEntry> entries = costs.latest(shown, SHOWN);
        model.addAttribute("entries", entries);
        model.addAttribute("full", entries.size() == SHOWN);
        model.addAttribute("shown", shown);
        model.addAttribute("readable", inOrder(readable));
        model.addAttribute("bookable", inOrder(costs.bookable()));
        model.addAttribute("regions", names(Dimension.REGION));
        model.addAttribute("teams", names(Dimension.TEAM));
        model.addAttribute("reps", choices.of(Dimension.REP, Sight.EVERYTHING));
        model.addAttribute(
                "places",
                Stream.of(Dimension.TEAM, Dimension.REGION)
                        .flatMap(dimension -> names(dimension).stream())
                        .collect(Collectors.toMap(FigureMatrix.Part::key, FigureMatrix.Part::name)));
        model.addAttribute("people", people.all().stream().collect(Collectors.toMap(Person::userId, Person::name)));
        model.addAttribute(
                "customers",
                customers.names(entries.stream()
                        .map(CostEntry::customerId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()));
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", Map.of());
        }
        model.addAttribute(
                "token", model.getAttribute("entry") == null ? UUID.randomUUID() : model.getAttribute("entry"));
        return "kpi/costs";
    }

    /** A form sent twice is one cost: its entry number was given when the page was made. */
    @PostMapping("/costs")
    String book(@RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        try {
            costs.book(new NewCost(
                    "page-" + form.getOrDefault("entry", ""),
                    form.getOrDefault("category", ""),
                    FormFields.date("bookedOn", form.get("bookedOn")),
                    FormFields.amount("amount", form.get("amount")),
                    null,
                    told(form, "region"),
                    told(form, "team"),
                    told(form, "rep"),
                    told(form, "customer"),
                    told(form, "product"),
                    told(form, "deal"),
                    told(form, "note")));
            return "redirect:/costs";
        } catch (Refused refused) {
            model.addAttribute("form", form);
            model.addAttribute(
                    "entry", form.getOrDefault("entry", UUID.randomUUID().toString()));
            return refused(refused, model, response);
        }
    }

    @PostMapping("/costs/{id}/take-back")
    String takeBack(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        try {
            costs.takeBack(id, reason);
            return "redirect:/costs";
        } catch (Refused refused) {
            return refused(refused, model, response);
        }
    }

    private String refused(Refused refused, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("refusal", refused.getMessage());
        model.addAttribute("field", refused.field());
        return list("", model);
    }

    private List<FigureMatrix.Part> names(Dimension dimension) {
        return choices.of(dimension, Sight.EVERYTHING);
    }

    private static @Nullable String told(Map<String, String> form, String field) {
        String text = form.getOrDefault(field, "");
        return text.isBlank() ? null : text;
    }

    private static List<CostCategory> inOrder(Set<CostCategory> categories) {
        return Stream.of(CostCategory.values()).filter(categories::contains).toList();
    }
}
