package io.tradewind.organization.web;

import io.tradewind.engine.Refused;
import io.tradewind.organization.Absence;
import io.tradewind.organization.Absences;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/absences")
class AbsenceController {

    private static final List<String> FIELDS = List.of("userId", "from", "to");

    private final Absences absences;

    AbsenceController(Absences absences) {
        this.absences = absences;
    }

    /** Takes the body field by field, so that nothing is accepted that would do nothing. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Entered enter(@RequestBody Map<String, @Nullable Object> body, Principal principal) {
        for (String field : body.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new Refused(field, "There is no field '" + field + "' here; an absence has " + FIELDS + ".");
            }
        }
        return new Entered(
                absences.enter(text("userId", body), day("from", body), day("to", body), principal.getName()));
    }

    @GetMapping
    List<Absence> list(Principal principal) {
        return absences.knownTo(principal.getName());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable long id, Principal principal) {
        if (!absences.end(id, principal.getName())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no absence " + id + ".");
        }
    }

    private static @Nullable String text(String field, Map<String, @Nullable Object> body) {
        Object value = body.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && text.indexOf('\0') < 0) {
            return text;
        }
        throw new Refused(field, "The value of " + field + " must be text.");
    }

    private static @Nullable LocalDate day(String field, Map<String, @Nullable Object> body) {
        String text = text(field, body);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refused(field, "The value of " + field + " must be a day like 2026-08-31.");
        }
    }

    record Entered(long id) {}
}
