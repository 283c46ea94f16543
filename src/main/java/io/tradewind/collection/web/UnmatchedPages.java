package io.tradewind.collection.web;

import io.tradewind.collection.Payments;
import io.tradewind.collection.process.CollectionProcess;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Payments nobody could match, and what is left on account; finance decides, management reads. */
@Controller
class UnmatchedPages {

    private static final Set<String> DECIDE = Set.of(Roles.FINANCE, Roles.ADMIN);
    private static final Set<String> READ =
            Set.of(Roles.FINANCE, Roles.ADMIN, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.AUDITOR);

    private static final int MOST_REFERENCE = 100;
    private static final int MOST_NAME = 200;

    private final Payments payments;
    private final CollectionProcess collection;
    private final Customers customers;
    private final Acting acting;

    UnmatchedPages(Payments payments, CollectionProcess collection, Customers customers, Acting acting) {
        this.payments = payments;
        this.collection = collection;
        this.customers = customers;
        this.acting = acting;
    }

    @Bean
    static HomeLink unmatchedPaymentsLink() {
        return new HomeLink(
                41,
                "Match payments",
                "Money that came in and nobody could tell what for, with suggestions; and what is left on account.",
                "/payments/unmatched",
                READ);
    }

    @GetMapping("/payments/unmatched")
    String list(Model model) {
        mustBeIn(READ);
        model.addAttribute("decides", isIn(DECIDE));
        model.addAttribute("unmatched", payments.unmatched());
        model.addAttribute("onAccount", payments.onAccount());
        model.addAttribute(
                "customers", customers.all().stream().collect(Collectors.toMap(Customer::id, Customer::name)));
        return "collection/unmatched";
    }

    @PostMapping("/payments/prepayments")
    String bookPrepayment(
            @RequestParam(defaultValue = "") String document,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate receivedOn,
            @RequestParam(defaultValue = "") String bankReference,
            @RequestParam(defaultValue = "") String payer,
            Model model,
            HttpServletResponse response) {
        mustBeIn(DECIDE);
        try {
            payments.bookPrepayment(new Payments.ManualPrepayment(
                    document,
                    amount(List.of(amount), 0),
                    receivedOn,
                    within("bankReference", bankReference, MOST_REFERENCE),
                    payer.isBlank() ? null : within("payer", payer, MOST_NAME)));
            return "redirect:/payments/unmatched";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            return list(model);
        }
    }

    private static String within(String field, String written, int most) {
        if (written.length() > most) {
            throw new Refused(field, "At most " + most + " characters.");
        }
        return written.strip();
    }

    @GetMapping("/payments/{id:\\d{1,18}}")
    String show(@PathVariable long id, Model model) {
        mustBeIn(READ);
        Payments.PaymentView payment = payments.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such payment."));
        boolean usable = payment.state().equals("unmatched")
                || payment.state().equals("matched")
                        && payment.kind().equals("payment")
                        && payment.left().signum() > 0;
        Map<Long, String> names = customers.all().stream().collect(Collectors.toMap(Customer::id, Customer::name));
        model.addAttribute("payment", payment);
        model.addAttribute("customers", customers.all());
        model.addAttribute("customerName", payment.customerId() == null ? null : names.get(payment.customerId()));
        model.addAttribute("decides", usable && isIn(DECIDE));
        model.addAttribute("suggestions", usable ? payments.suggestions(id) : List.of());
        return "collection/payment";
    }

    @PostMapping("/payments/{id:\\d{1,18}}/{act}")
    String act(
            @PathVariable long id,
            @PathVariable String act,
            @RequestParam(name = "customer", required = false) @Nullable Long customer,
            @RequestParam(name = "origin", required = false) @Nullable Long origin,
            @RequestParam(name = "document", defaultValue = "") String document,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        mustBeIn(DECIDE);
        // as they were typed: a comma within one is not between two
        List<String> invoices = values(request, "invoice");
        List<String> amounts = values(request, "amount");
        try {
            switch (act) {
                case "assign" -> collection.assign(id, parts(invoices, amounts));
                case "prepay" -> payments.prepay(id, document);
                case "account" -> payments.putOnAccount(id, given("customer", "Say whose money it is.", customer));
                case "refund" -> collection.refund(id, amount(amounts, 0), reason);
                case "discard" -> payments.discard(id, reason);
                case "reverse" -> collection.reverse(id, given("origin", "Say which payment it takes back.", origin));
                default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return "redirect:/payments/" + id;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            return show(id, model);
        }
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private static List<Payments.Part> parts(List<String> invoices, List<String> amounts) {
        List<Payments.Part> parts = new ArrayList<>();
        for (int i = 0; i < invoices.size(); i++) {
            String invoice = invoices.get(i).strip();
            if (!invoice.isEmpty()) {
                parts.add(new Payments.Part(invoice, amount(amounts, i)));
            }
        }
        return parts;
    }

    private static @Nullable BigDecimal amount(List<String> amounts, int index) {
        String written = index < amounts.size() ? amounts.get(index).strip() : "";
        if (written.isEmpty()) {
            return null;
        }
        if (!written.matches("\\d{1,13}(\\.\\d{1,2})?")) {
            throw new Refused("amount", "'" + written + "' is no amount; write it as 1234.50.");
        }
        return new BigDecimal(written);
    }

    private static long given(String field, String sentence, @Nullable Long value) {
        if (value == null) {
            throw new Refused(field, sentence);
        }
        return value;
    }

    private void mustBeIn(Set<String> groups) {
        if (!isIn(groups)) {
            throw new AccessDeniedException("Payments are finance's business.");
        }
    }

    private boolean isIn(Set<String> groups) {
        return groups.stream().anyMatch(acting::inGroup);
    }
}
