package io.tradewind.collection.web;

import io.tradewind.collection.Payments;
import io.tradewind.collection.process.CollectionProcess;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.Roles;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The payments that nobody could match by themselves, for finance. */
@RestController
@RequestMapping("/api/payments")
class PaymentController {

    private final Payments payments;
    private final CollectionProcess collection;
    private final Acting acting;

    PaymentController(Payments payments, CollectionProcess collection, Acting acting) {
        this.payments = payments;
        this.collection = collection;
        this.acting = acting;
    }

    /** Oldest first, each with the reason why a person is asked. */
    @GetMapping("/unmatched")
    List<Payments.UnmatchedPayment> unmatched() {
        onlyFinance();
        return payments.unmatched();
    }

    /** Says what a payment is for: {@code {"invoiceNumber": "I-2026-000123"}}. */
    @PostMapping("/{id:\\d{1,18}}/match")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void match(@PathVariable("id") long id, @RequestBody Match match) {
        onlyFinance();
        if (match.invoiceNumber() == null || match.invoiceNumber().isBlank()) {
            throw new Refused("invoiceNumber", "Say which invoice it is for.");
        }
        collection.match(id, match.invoiceNumber().strip());
    }

    private void onlyFinance() {
        if (!acting.inGroup(Roles.FINANCE) && !acting.inGroup(Roles.ADMIN)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Payments are finance's business.");
        }
    }

    record Match(@Nullable String invoiceNumber) {}
}
