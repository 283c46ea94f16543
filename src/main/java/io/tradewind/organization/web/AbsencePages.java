package io.tradewind.organization.web;

import io.tradewind.engine.Refused;
import io.tradewind.engine.web.FormFields;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.Absences;
import io.tradewind.organization.NewAbsence;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Scopes;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One's own absences, and those of the people below, in the browser. */
@Controller
class AbsencePages {

    private final Absences absences;
    private final People people;
    private final Scopes scopes;
    private final String currency;

    AbsencePages(
            Absences absences, People people, Scopes scopes, @Value("${tradewind.company.currency}") String currency) {
        this.absences = absences;
        this.people = people;
        this.scopes = scopes;
        this.currency = currency;
    }

    @Bean
    static HomeLink absencesLink() {
        return new HomeLink(
                60,
                "Say when I am away",
                "Enter and end absences, your own and your team's, and say who stands in meanwhile.",
                "/absences",
                Set.of());
    }

    @GetMapping("/absences")
    String list(Model model, Principal principal) {
        model.addAttribute("people", absences.spokenForBy(principal.getName()));
        model.addAttribute("absences", absences.knownTo(principal.getName()));
        model.addAttribute("entrusted", absences.entrustedTo(principal.getName()));
        model.addAttribute("record", absences.record(principal.getName()));
        model.addAttribute("names", people.all().stream().collect(Collectors.toMap(Person::userId, Person::name)));
        model.addAttribute(
                "delegates", people.all().stream().filter(Person::active).toList());
        model.addAttribute("currency", currency);
        model.addAttribute("scopes", scopes.words());
        return "organization/absences";
    }

    @PostMapping("/absences")
    String enter(
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String delegate,
            @RequestParam(required = false) @Nullable List<String> scope,
            @RequestParam(required = false) @Nullable String cap,
            Model model,
            Principal principal,
            HttpServletResponse response) {
        try {
            absences.enter(
                    new NewAbsence(
                            userId,
                            from,
                            to,
                            delegate,
                            scope == null ? List.of() : scope,
                            FormFields.optionalAmount("cap", cap),
                            null),
                    principal.getName());
            return "redirect:/absences";
        } catch (Refused e) {
            model.addAttribute("userId", userId);
            model.addAttribute("from", from);
            model.addAttribute("to", to);
            model.addAttribute("delegate", delegate);
            model.addAttribute("scope", scope);
            model.addAttribute("cap", cap);
            return refused(e, model, principal, response);
        }
    }

    @PostMapping("/absences/{id}/end")
    String end(@PathVariable long id, Model model, Principal principal, HttpServletResponse response) {
        try {
            if (!absences.end(id, principal.getName())) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such absence.");
            }
            return "redirect:/absences";
        } catch (Refused e) {
            return refused(e, model, principal, response);
        }
    }

    private String refused(Refused refusal, Model model, Principal principal, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("refusal", refusal.getMessage());
        return list(model, principal);
    }
}
