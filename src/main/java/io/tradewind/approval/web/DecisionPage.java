package io.tradewind.approval.web;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.DecisionLink;
import io.tradewind.approval.DecisionLink.State;
import io.tradewind.approval.DecisionLinks;
import io.tradewind.engine.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * The page behind the link in a mail, without login and without JavaScript. Looking (GET) decides nothing, because mail
 * scanners look at every link; only a button (POST) does.
 */
@Controller
@RequestMapping("/decide/{token}")
class DecisionPage {

    private final DecisionLinks links;
    private final Sight sight;

    DecisionPage(DecisionLinks links, Sight sight) {
        this.links = links;
        this.sight = sight;
    }

    /** The link is a secret and the page a private one: no cache, no referrer, no index keeps it. */
    @ModelAttribute
    void keepPrivate(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }

    @GetMapping
    String look(@PathVariable("token") String token, Model model, HttpServletResponse response) {
        DecisionLink link = links.look(token);
        return link.state() == State.OPEN ? form(token, link, model) : closed(link, HttpStatus.GONE, model, response);
    }

    @PostMapping
    String decide(
            @PathVariable("token") String token,
            @RequestParam(name = "decision", required = false) @Nullable String decision,
            @RequestParam(name = "comment", required = false) @Nullable String comment,
            Model model,
            HttpServletResponse response) {
        String written = tidied(comment);
        try {
            Answer answer = Answer.of(decision == null ? "" : decision);
            DecisionLink link = links.decide(token, answer, written);
            if (link.state() != State.OPEN) {
                return closed(link, HttpStatus.CONFLICT, model, response);
            }
            model.addAttribute(
                    "heading",
                    switch (answer) {
                        case APPROVE -> "Approved, thank you";
                        case REJECT -> "Rejected, thank you";
                        case SEND_BACK -> "Sent back, thank you";
                    });
            model.addAttribute("why", link.why());
            model.addAttribute("page", link.page());
            return "approval/decide-closed";
        } catch (Refused refused) {
            DecisionLink link = links.look(token);
            if (link.state() != State.OPEN) {
                return closed(link, HttpStatus.CONFLICT, model, response);
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute(
                    "comment", written.substring(0, Math.min(written.length(), 2 * Approvals.LONGEST_COMMENT)));
            return form(token, link, model);
        }
    }

    private String form(String token, DecisionLink link, Model model) {
        DecisionLink.Page page = link.page();
        model.addAttribute("token", token);
        model.addAttribute("page", page);
        model.addAttribute("costFacts", page == null ? List.of() : sight.costFacts(page.approval(), page.holder()));
        model.addAttribute("longestComment", Approvals.LONGEST_COMMENT);
        return "approval/decide";
    }

    private static String closed(DecisionLink link, HttpStatus ifDone, Model model, HttpServletResponse response) {
        HttpStatus status =
                switch (link.state()) {
                    case UNKNOWN -> HttpStatus.NOT_FOUND;
                    case SOMEBODY_ELSE -> HttpStatus.FORBIDDEN;
                    case EXPIRED -> HttpStatus.GONE;
                    default -> ifDone;
                };
        response.setStatus(status.value());
        model.addAttribute(
                "heading",
                switch (link.state()) {
                    case UNKNOWN -> "This link leads nowhere";
                    case SOMEBODY_ELSE -> "This link is not yours";
                    case EXPIRED -> "This link has expired";
                    case REPLACED -> "There is a newer version";
                    case RECALLED -> "The request was taken back";
                    case HANDED_ON -> "Somebody else is asked now";
                    default -> "This is already decided";
                });
        model.addAttribute("why", link.why());
        model.addAttribute("page", link.page());
        return "approval/decide-closed";
    }

    /** PostgreSQL keeps no NUL, and a browser sends two characters for a line's end. */
    private static String tidied(@Nullable String comment) {
        return comment == null
                ? ""
                : comment.replace("\u0000", "").replace("\r\n", "\n").strip();
    }
}
