package io.tradewind.order.web;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.order.CreditNote;
import io.tradewind.order.CreditNotes;
import io.tradewind.organization.Roles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/invoices/{number}/credit-notes")
class CreditNoteController {

    private static final int LONGEST_KEY = 200;

    private final CreditNotes creditNotes;
    private final Acting acting;

    CreditNoteController(CreditNotes creditNotes, Acting acting) {
        this.creditNotes = creditNotes;
        this.acting = acting;
    }

    /** Finance reverses an invoice, all of it or by lines; the same key again gives the same note. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CreditNote issue(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Reversal reversal) {
        if (!acting.inGroup(Roles.FINANCE)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no invoice '" + number + "'.");
        }
        if (key != null && key.length() > LONGEST_KEY) {
            throw new Refused("Idempotency-Key", "The key has at most " + LONGEST_KEY + " characters.");
        }
        return creditNotes.issue(
                "reversal:" + number + ":"
                        + (key == null || key.isBlank() ? UUID.randomUUID().toString() : key),
                CreditNote.Kind.REVERSAL,
                number,
                reversal.reason() == null ? "" : reversal.reason(),
                reversal.quantities());
    }

    /** @param lines null or empty means all that is left of the invoice */
    record Reversal(@Nullable String reason, @Nullable List<@Nullable Line> lines) {

        Map<Integer, Integer> quantities() {
            Map<Integer, Integer> quantities = new LinkedHashMap<>();
            for (@Nullable Line line : lines == null ? List.<@Nullable Line>of() : lines) {
                if (line == null) {
                    throw new Refused("lines", "A line says position and quantity; one of these is empty.");
                }
                if (quantities.put(line.position(), line.quantity()) != null) {
                    throw new Refused("lines", "Line " + line.position() + " is there twice.");
                }
            }
            return quantities;
        }
    }

    record Line(int position, int quantity) {}
}
