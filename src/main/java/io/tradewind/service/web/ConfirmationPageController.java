package io.tradewind.service.web;

import io.tradewind.engine.Refused;
import io.tradewind.service.Complaints;
import io.tradewind.service.ConfirmationLink;
import io.tradewind.service.ConfirmationLink.State;
import io.tradewind.service.process.ServiceCaseProcess;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page on which a customer says whether it is solved, without login and without JavaScript. Looking (GET) changes
 * nothing, because mail scanners look at every link; only a button (POST) answers.
 */
@Controller
@RequestMapping("/confirm/{token}")
class ConfirmationPageController {

    private static final int MOST_SHOWN = 4_000;

    private final Complaints complaints;
    private final ServiceCaseProcess process;
    private final String company;

    ConfirmationPageController(
            Complaints complaints, ServiceCaseProcess process, @Value("${tradewind.company.name}") String company) {
        this.complaints = complaints;
        this.process = process;
        this.company = company;
    }

    /** The link is a secret and the page a private one: no cache, no referrer, no index keeps it. */
    @ModelAttribute
    void keepPrivate(HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        model.addAttribute("company", company);
    }

    @GetMapping
    String look(@PathVariable("token") String token, Model model, HttpServletResponse response) {
        ConfirmationLink link = complaints.look(token);
        return link.state() == State.OPEN ? form(token, link, model) : closed(link, HttpStatus.GONE, model, response);
    }

    @PostMapping
    String answer(
            @PathVariable("token") String token,
            @RequestParam(name = "solved", required = false) @Nullable String solved,
            @RequestParam(name = "said", required = false) @Nullable String said,
            Model model,
            HttpServletResponse response) {
        try {
            Boolean yes = "yes".equals(solved) ? Boolean.TRUE : "no".equals(solved) ? Boolean.FALSE : null;
            ConfirmationLink link = process.confirm(token, yes, said);
            if (link.state() != State.OPEN) {
                return closed(link, HttpStatus.CONFLICT, model, response);
            }
            model.addAttribute("outcome", Boolean.TRUE.equals(yes) ? "solved" : "unsolved");
            model.addAttribute("number", link.known());
            return "service/confirm-closed";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("said", said == null ? "" : said.substring(0, Math.min(said.length(), MOST_SHOWN)));
            return form(token, complaints.look(token), model);
        }
    }

    private static String form(String token, ConfirmationLink link, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("link", link);
        return "service/confirm";
    }

    private static String closed(
            ConfirmationLink link, HttpStatus ifAnswered, Model model, HttpServletResponse response) {
        HttpStatus status =
                switch (link.state()) {
                    case ANSWERED -> ifAnswered;
                    case EXPIRED -> HttpStatus.GONE;
                    default -> HttpStatus.NOT_FOUND;
                };
        response.setStatus(status.value());
        model.addAttribute("outcome", link.state().name().toLowerCase(Locale.ROOT));
        return "service/confirm-closed";
    }
}
