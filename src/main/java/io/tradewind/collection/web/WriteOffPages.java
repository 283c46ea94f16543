package io.tradewind.collection.web;

import io.tradewind.collection.Receivable;
import io.tradewind.collection.Receivables;
import io.tradewind.collection.WriteOffs;
import io.tradewind.collection.process.WriteOffProcess;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What we gave up, and asking for it; finance asks, management reads. */
@Controller
class WriteOffPages {

    static final Set<String> ASK = Set.of(Roles.FINANCE, Roles.ADMIN);
    private static final Set<String> READ =
            Set.of(Roles.FINANCE, Roles.ADMIN, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.AUDITOR);

    private final WriteOffs writeOffs;
    private final WriteOffProcess process;
    private final Receivables receivables;
    private final Customers customers;
    private final People people;
    private final Acting acting;

    WriteOffPages(
            WriteOffs writeOffs,
            WriteOffProcess process,
            Receivables receivables,
            Customers customers,
            People people,
            Acting acting) {
        this.writeOffs = writeOffs;
        this.process = process;
        this.receivables = receivables;
        this.customers = customers;
        this.people = people;
        this.acting = acting;
    }

    @GetMapping("/write-offs")
    String list(Model model) {
        mustBeIn(READ);
        model.addAttribute("writeOffs", writeOffs.latest());
        model.addAttribute(
                "customers", customers.all().stream().collect(Collectors.toMap(Customer::id, Customer::name)));
        model.addAttribute("people", people.all().stream().collect(Collectors.toMap(Person::userId, Person::name)));
        model.addAttribute(
                "states",
                Map.of(
                        "asked", "waits for an answer",
                        "booked", "written off",
                        "refused", "not granted",
                        "lapsed", "paid before it was granted"));
        return "collection/write-offs";
    }

    @GetMapping("/write-offs/new")
    String form(@RequestParam(defaultValue = "") String invoice, Model model) {
        mustBeIn(ASK);
        Receivable receivable = receivables
                .find(invoice)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such invoice."));
        model.addAttribute("receivable", receivable);
        model.addAttribute("open", Shown.money(receivable.open()) + " " + receivable.currency());
        model.addAttribute(
                "customerName", customers.get(receivable.customerId()).name());
        model.addAttribute("asked", writeOffs.asked(invoice).orElse(null));
        return "collection/write-off";
    }

    @PostMapping("/write-offs")
    String ask(
            @RequestParam(defaultValue = "") String invoice,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        mustBeIn(ASK);
        try {
            process.ask(invoice, reason);
            return "redirect:/write-offs";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("reason", reason);
            return form(invoice, model);
        }
    }

    private void mustBeIn(Set<String> groups) {
        if (groups.stream().noneMatch(acting::inGroup)) {
            throw new AccessDeniedException("Writing off is finance's business.");
        }
    }
}
