package io.tradewind.service.web;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerAccess;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.order.OrderSight;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.service.CaseAccess;
import io.tradewind.service.CauseReviews;
import io.tradewind.service.CauseReviews.CauseReview;
import io.tradewind.service.ClockReading;
import io.tradewind.service.Complaints;
import io.tradewind.service.Goodwill;
import io.tradewind.service.Measures;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.service.ServiceClock;
import io.tradewind.service.Severity;
import io.tradewind.service.process.ServiceCaseProcess;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The open cases, and of each what is known of it, its clock and its pauses; without JavaScript. */
@Controller
class CasePages {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final ServiceCases cases;
    private final ServiceClock clock;
    private final Complaints complaints;
    private final CauseReviews reviews;
    private final Measures measures;
    private final Goodwill goodwill;
    private final ServiceCaseProcess process;
    private final CaseAccess access;
    private final Customers customers;
    private final CustomerAccess customerAccess;
    private final OrderSight orders;
    private final Products products;
    private final People people;
    private final ZoneId zone;

    CasePages(
            ServiceCases cases,
            ServiceClock clock,
            Complaints complaints,
            CauseReviews reviews,
            Measures measures,
            Goodwill goodwill,
            ServiceCaseProcess process,
            CaseAccess access,
            Customers customers,
            CustomerAccess customerAccess,
            OrderSight orders,
            Products products,
            People people,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.cases = cases;
        this.clock = clock;
        this.complaints = complaints;
        this.reviews = reviews;
        this.measures = measures;
        this.goodwill = goodwill;
        this.process = process;
        this.access = access;
        this.customers = customers;
        this.customerAccess = customerAccess;
        this.orders = orders;
        this.products = products;
        this.people = people;
        this.zone = zone;
    }

    @Bean
    static HomeLink casesLink() {
        return new HomeLink(
                30,
                "Look after customers' cases",
                "Requests and complaints that are open, and how much of the promised time is used.",
                "/cases",
                Set.of(
                        Roles.SERVICE,
                        Roles.SALES_REP,
                        Roles.SALES_SUPPORT,
                        Roles.SALES_MANAGER,
                        Roles.SALES_DIRECTOR,
                        Roles.GENERAL_MANAGER,
                        Roles.AUDITOR,
                        Roles.ADMIN));
    }

    /** A line of the list. */
    record Line(ServiceCase about, String customer, ClockReading reading) {}

    @GetMapping("/cases")
    String list(Model model) {
        model.addAttribute(
                "lines",
                cases.open().stream()
                        .filter(access::mayRead)
                        .map(about -> new Line(
                                about, customers.get(about.customerId()).name(), clock.read(about.number())))
                        .toList());
        model.addAttribute("times", new Times());
        return "service/cases";
    }

    @GetMapping("/cases/{number}")
    String show(@PathVariable("number") String number, Model model) {
        ServiceCase about = readable(number);
        model.addAttribute("case", about);
        Customer customer = customers.get(about.customerId());
        model.addAttribute("customer", customer.name());
        model.addAttribute(
                "customerHref",
                customerAccess.sight(customer, null).isPresent() ? "/customers/" + customer.id() : null);
        String reference = about.reference();
        model.addAttribute(
                "referenceHref",
                reference == null
                        ? null
                        : orders.find(reference)
                                .map(order -> "/orders/" + order.number())
                                .orElse(null));
        model.addAttribute("atWork", process.atWork(number));
        String product = about.product();
        model.addAttribute(
                "product",
                product == null
                        ? null
                        : products.find(product).map(Product::name).orElse(product));
        model.addAttribute("reading", clock.read(number));
        model.addAttribute("pauses", clock.pauses(number));
        model.addAttribute("ratings", clock.ratings(number));
        model.addAttribute("warnings", clock.warnings(number));
        model.addAttribute("record", complaints.record(number));
        model.addAttribute("promises", goodwill.promises(number));
        model.addAttribute("reviews", reviews.ofCase(number));
        model.addAttribute(
                "measures",
                Stream.concat(Stream.of(number), reviews.ofCase(number).stream().map(CauseReview::number))
                        .map(measures::find)
                        .flatMap(Optional::stream)
                        .toList());
        model.addAttribute("mayWork", access.mayWork() && about.resolvedAt() == null);
        model.addAttribute("severities", List.of(Severity.values()));
        model.addAttribute("longestReason", ServiceClock.LONGEST_REASON);
        model.addAttribute("names", names());
        model.addAttribute("times", new Times());
        return "service/case";
    }

    @PostMapping("/cases/{number}/pause")
    String pause(
            @PathVariable("number") String number,
            @RequestParam(name = "why", required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return done(number, () -> process.pause(number, why == null ? "" : why), model, response);
    }

    @PostMapping("/cases/{number}/resume")
    String resume(
            @PathVariable("number") String number,
            @RequestParam(name = "from", required = false) @Nullable String from,
            Model model,
            HttpServletResponse response) {
        return done(number, () -> process.resume(number, moment("from", from)), model, response);
    }

    @PostMapping("/cases/{number}/record-pause")
    String recordPause(
            @PathVariable("number") String number,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "until", required = false) @Nullable String until,
            @RequestParam(name = "why", required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return done(
                number,
                () -> process.recordPause(number, needed("from", from), needed("until", until), why == null ? "" : why),
                model,
                response);
    }

    @PostMapping("/cases/{number}/rate")
    String rate(
            @PathVariable("number") String number,
            @RequestParam(name = "severity", required = false) @Nullable String severity,
            @RequestParam(name = "why", required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return done(
                number, () -> process.rerate(number, Severity.of(severity), why == null ? "" : why), model, response);
    }

    private String done(String number, Runnable act, Model model, HttpServletResponse response) {
        readable(number);
        if (!access.mayWork()) {
            throw new AccessDeniedException("Only service stops and starts the clock of a case");
        }
        try {
            act.run();
            return "redirect:/cases/" + number;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            return show(number, model);
        }
    }

    private Instant needed(String field, @Nullable String text) {
        Instant moment = moment(field, text);
        if (moment == null) {
            throw new Refused(field, "Say from when until when the clock should have stood.");
        }
        return moment;
    }

    private @Nullable Instant moment(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.strip()).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new Refused(field, "This is no day and time. Write it like 2026-10-20T14:30.");
        }
    }

    private ServiceCase readable(String number) {
        return cases.find(number)
                .filter(access::mayRead)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no case of this number, or none that you may see."));
    }

    private Map<String, String> names() {
        return people.all().stream().collect(Collectors.toMap(Person::userId, Person::name));
    }

    /** Moments and working time as the pages write them. */
    public final class Times {

        public String at(@Nullable Instant moment) {
            return moment == null ? "" : SHOWN.format(moment.atZone(zone));
        }

        /** {@code 3 h 20 min} of working time. */
        public String hours(Duration time) {
            return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
        }

        public String zone() {
            return zone.getId();
        }
    }
}
