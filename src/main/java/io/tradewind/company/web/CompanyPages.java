package io.tradewind.company.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.company.ClosedDays;
import io.tradewind.company.NewPerson;
import io.tradewind.company.NewProduct;
import io.tradewind.company.PriceList;
import io.tradewind.company.Staff;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.engine.web.FormFields;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** People, prices and holidays, one at a time; files of them come in through the imports. */
@Controller
@RequestMapping("/company")
class CompanyPages {

    private final Staff staff;
    private final PriceList prices;
    private final ClosedDays closed;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final String currency;

    CompanyPages(
            Staff staff,
            PriceList prices,
            ClosedDays closed,
            WorkingTime workingTime,
            Acting acting,
            @Value("${tradewind.company.currency}") String currency) {
        this.staff = staff;
        this.prices = prices;
        this.closed = closed;
        this.workingTime = workingTime;
        this.acting = acting;
        this.currency = currency;
    }

    @Bean
    static HomeLink peopleLink() {
        return new HomeLink(
                90,
                "Say who works here",
                "People, their roles, teams and superiors.",
                "/company/people",
                Set.of(Roles.ADMIN));
    }

    @Bean
    static HomeLink productsLink() {
        return new HomeLink(
                91,
                "Set prices",
                "Products with their list price, floor price and cost.",
                "/company/products",
                Set.of(Roles.FINANCE, Roles.ADMIN));
    }

    @Bean
    static HomeLink holidaysLink() {
        return new HomeLink(
                92,
                "Enter holidays",
                "Days on which the company or a region is closed, so that no deadline runs.",
                "/company/holidays",
                Set.of(Roles.HR, Roles.ADMIN));
    }

    @GetMapping("/people")
    String people(@RequestParam(defaultValue = "") String userId, Model model) {
        only(Roles.ADMIN);
        List<Person> all = staff.all();
        if (!model.containsAttribute("form")) {
            model.addAttribute(
                    "form",
                    all.stream()
                            .filter(person -> person.userId().equals(userId))
                            .findAny()
                            .map(CompanyPages::form)
                            .orElse(Map.of()));
        }
        all.stream().filter(person -> person.userId().equals(userId)).findAny().ifPresent(person -> {
            model.addAttribute("shown", person);
            model.addAttribute("held", staff.held(userId));
        });
        model.addAttribute("people", all);
        model.addAttribute("names", all.stream().collect(Collectors.toMap(Person::userId, Person::name)));
        model.addAttribute("superiors", all.stream().filter(Person::active).toList());
        model.addAttribute("roles", Roles.ALL);
        model.addAttribute("teams", staff.teams());
        model.addAttribute("regions", staff.regions());
        return "company/people";
    }

    @PostMapping("/people")
    String enterPerson(@RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        only(Roles.ADMIN);
        String known = form.getOrDefault("known", "");
        try {
            clean(form);
            String userId = form.getOrDefault("userId", "").strip().toLowerCase(Locale.ROOT);
            if (!userId.equals(known)) {
                staff.find(userId).ifPresent(other -> {
                    throw new Refused(
                            "userId",
                            "'" + userId + "' is " + other.name() + ". Choose that name below to change it, or take"
                                    + " another user id.");
                });
            }
            boolean wasHere = staff.find(userId).filter(Person::active).isPresent();
            boolean leaves = !isHere(form);
            staff.enter(new NewPerson(
                    form.get("userId"),
                    form.get("name"),
                    form.get("email"),
                    form.get("role"),
                    form.get("manager"),
                    form.get("team"),
                    form.get("region"),
                    form.get("language"),
                    !leaves,
                    form.containsKey("new")));
            return wasHere && leaves && !staff.held(userId).isEmpty()
                    ? "redirect:/company/people?userId=" + userId
                    : "redirect:/company/people";
        } catch (Refused refused) {
            refused(refused, form, model, response);
            return people(known, model);
        }
    }

    private static boolean isHere(Map<String, String> form) {
        return switch (form.getOrDefault("active", "yes")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new Refused("active", "Say whether the person works here: yes or no.");
        };
    }

    @GetMapping("/products")
    String products(@RequestParam(defaultValue = "") String code, Model model) {
        only(Roles.FINANCE, Roles.ADMIN);
        List<Product> all = prices.all();
        if (!model.containsAttribute("form")) {
            model.addAttribute(
                    "form",
                    all.stream()
                            .filter(product -> product.code().equals(code))
                            .findAny()
                            .map(CompanyPages::form)
                            .orElse(Map.of()));
        }
        model.addAttribute("products", all);
        model.addAttribute(
                "series", all.stream().map(Product::series).distinct().toList());
        model.addAttribute("currency", currency);
        return "company/products";
    }

    @PostMapping("/products")
    String enterProduct(@RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        only(Roles.FINANCE, Roles.ADMIN);
        try {
            clean(form);
            prices.enter(
                    new NewProduct(
                            form.get("code"),
                            form.get("name"),
                            form.get("series"),
                            FormFields.optionalAmount("listPrice", form.get("listPrice")),
                            FormFields.optionalAmount("floorPrice", form.get("floorPrice")),
                            FormFields.optionalAmount("unitCost", form.get("unitCost")),
                            null),
                    form.getOrDefault("known", ""));
            return "redirect:/company/products";
        } catch (Refused refused) {
            refused(refused, form, model, response);
            return products("", model);
        }
    }

    @GetMapping("/holidays")
    String holidays(Model model) {
        only(Roles.HR, Roles.ADMIN);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", Map.of());
        }
        model.addAttribute(
                "holidays", closed.from(workingTime.today().minusYears(1).withDayOfYear(1)));
        model.addAttribute("regions", closed.regions());
        return "company/holidays";
    }

    @PostMapping("/holidays")
    String declare(@RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        only(Roles.HR, Roles.ADMIN);
        try {
            clean(form);
            closed.declare(FormFields.optionalDate("day", form.get("day")), form.get("name"), form.get("region"));
            return "redirect:/company/holidays";
        } catch (Refused refused) {
            refused(refused, form, model, response);
            return holidays(model);
        }
    }

    @PostMapping("/holidays/revoke")
    String revoke(@RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        only(Roles.HR, Roles.ADMIN);
        try {
            clean(form);
            closed.revoke(
                    Objects.requireNonNullElse(FormFields.optionalDate("day", form.get("day")), LocalDate.MIN),
                    form.get("region"));
            return "redirect:/company/holidays";
        } catch (Refused refused) {
            refused(refused, Map.of(), model, response);
            return holidays(model);
        }
    }

    private void only(String... roles) {
        for (String role : roles) {
            if (acting.inGroup(role)) {
                return;
            }
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static Map<String, String> form(Person person) {
        return Map.of(
                "known", person.userId(),
                "userId", person.userId(),
                "name", person.name(),
                "email", person.email(),
                "role", person.role(),
                "manager", Objects.requireNonNullElse(person.manager(), ""),
                "team", Objects.requireNonNullElse(person.team(), ""),
                "region", Objects.requireNonNullElse(person.region(), ""),
                "language", person.language(),
                "active", person.active() ? "yes" : "no");
    }

    private static Map<String, String> form(Product product) {
        return Map.of(
                "known", product.code(),
                "code", product.code(),
                "name", product.name(),
                "series", product.series(),
                "listPrice", product.listPrice().toPlainString(),
                "floorPrice", product.floorPrice().toPlainString(),
                "unitCost", product.unitCost().toPlainString());
    }

    private static void refused(Refused refused, Map<String, String> form, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("refusal", refused.getMessage());
        model.addAttribute("field", refused.field());
        Map<String, String> shown = new HashMap<>();
        form.forEach((field, value) -> shown.put(field, Texts.cleaned(value)));
        model.addAttribute("form", shown);
    }

    /** What no database can keep comes back as far as it can be shown. */
    private static void clean(Map<String, String> form) {
        form.forEach((field, value) -> {
            if (!Texts.clean(value)) {
                throw new Refused(
                        field,
                        "It contains characters that cannot be kept (control characters, those that turn the text's"
                                + " direction around, or half a character). They are gone here; look at it and send it"
                                + " again.");
            }
        });
    }
}
