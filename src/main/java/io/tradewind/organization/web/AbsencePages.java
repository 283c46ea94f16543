package io.tradewind.organization.web;

import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.Absences;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    AbsencePages(Absences absences) {
        this.absences = absences;
    }

    @Bean
    static HomeLink absencesLink() {
        return new HomeLink(
                60,
                "Say when I am away",
                "Enter and end absences, your own and your team's; new leads and approvals go to others meanwhile.",
                "/absences",
                Set.of());
    }

    @GetMapping("/absences")
    String list(Model model, Principal principal) {
        model.addAttribute("people", absences.spokenForBy(principal.getName()));
        model.addAttribute("absences", absences.knownTo(principal.getName()));
        return "organization/absences";
    }

    @PostMapping("/absences")
    String enter(
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            Model model,
            Principal principal,
            HttpServletResponse response) {
        try {
            absences.enter(userId, from, to, principal.getName());
            return "redirect:/absences";
        } catch (Refused e) {
            model.addAttribute("userId", userId);
            model.addAttribute("from", from);
            model.addAttribute("to", to);
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
