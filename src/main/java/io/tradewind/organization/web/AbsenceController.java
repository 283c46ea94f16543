package io.tradewind.organization.web;

import io.tradewind.engine.Refused;
import io.tradewind.organization.Absence;
import io.tradewind.organization.AbsenceRecord;
import io.tradewind.organization.Absences;
import io.tradewind.organization.NewAbsence;
import java.math.BigDecimal;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/absences")
class AbsenceController {

    private static final List<String> FIELDS =
            List.of("userId", "from", "to", "delegate", "scope", "cap", "capCurrency");

    private final Absences absences;

    AbsenceController(Absences absences) {
        this.absences = absences;
    }

    /** Takes the body field by field, so that nothing is accepted that would do nothing. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Entered enter(@RequestBody Map<String, @Nullable Object> body, Principal principal) {
        return new Entered(absences.enter(absence(body), principal.getName()));
    }

    /** Everything anew but whose absence it is. */
    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody Map<String, @Nullable Object> body, Principal principal) {
        if (!absences.change(id, absence(body), principal.getName())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no absence " + id + ".");
        }
    }

    /** What was said about absences, and by whom, latest first. */
    @GetMapping("/record")
    List<AbsenceRecord> record(Principal principal) {
        return absences.record(principal.getName());
    }

    private static NewAbsence absence(Map<String, @Nullable Object> body) {
        for (String field : body.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new Refused(field, "There is no field '" + field + "' here; an absence has " + FIELDS + ".");
            }
        }
        return new NewAbsence(
                text("userId", body),
                day("from", body),
                day("to", body),
                text("delegate", body),
                words("scope", body),
                money("cap", body),
                text("capCurrency", body));
    }

    private static List<String> words(String field, Map<String, @Nullable Object> body) {
        Object value = body.get(field);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.size() <= 50 && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new Refused(field, "The value of " + field + " must be a list of at most 50 words.");
    }

    private static @Nullable BigDecimal money(String field, Map<String, @Nullable Object> body) {
        Object value = body.get(field);
        if (value == null) {
            return null;
        }
        try {
            String text = value.toString();
            if (text.length() <= 30 && (value instanceof Number || value instanceof String)) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Refused(field, "The value of " + field + " must be an amount like 5000.00.");
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
