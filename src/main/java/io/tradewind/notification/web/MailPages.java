package io.tradewind.notification.web;

import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.notification.Mailbox;
import io.tradewind.notification.WrittenMail;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lists mails and shows one, in a frame that can do nothing but open links. */
@Controller
class MailPages {

    /** Its frame-ancestors overrules the X-Frame-Options that all pages carry. */
    private static final String SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    private final Mailbox mailbox;

    MailPages(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Bean
    static HomeLink mailsLink() {
        return new HomeLink(
                70,
                "Read my mails",
                "Every mail Tradewind has written to you, and whether it was sent.",
                "/mails",
                Set.of());
    }

    @GetMapping("/mails")
    String list(Model model) {
        model.addAttribute("mails", mailbox.latest());
        return "mails";
    }

    @GetMapping("/mails/{id}")
    String show(@PathVariable long id, Model model) {
        return show(mail(id), model);
    }

    private String show(WrittenMail mail, Model model) {
        boolean again =
                mailbox.isAdministrator() && Set.of("failed", "bounced", "kept").contains(mail.state());
        model.addAttribute("mail", mail);
        model.addAttribute("canBeSentAgain", again);
        model.addAttribute("sends", mailbox.sends());
        List<String> addresses = again ? mailbox.addresses(mail) : List.of();
        boolean others = mailbox.takesOtherAddresses(mail);
        model.addAttribute("addresses", addresses);
        model.addAttribute("takesOthers", others);
        model.addAttribute("choice", others || !addresses.equals(List.of(mail.recipient())));
        if (!model.containsAttribute("chosen")) {
            // what was refused once is refused again, and a colleague reads no mail at an address they gave up
            boolean elsewhere = addresses.size() > 1 && (mail.state().equals("bounced") || !others);
            model.addAttribute("chosen", addresses.isEmpty() ? "" : addresses.get(elsewhere ? 1 : 0));
        }
        return "mail";
    }

    @GetMapping("/mails/{id}/body")
    ResponseEntity<String> body(@PathVariable long id) {
        String html = mail(id).html();
        if (html == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "This mail is plain text.");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", SANDBOX)
                .body("<base target=\"_blank\">" + html);
    }

    /** @param address one of those offered; blank for the one that was typed, and without any it goes where it went */
    @PostMapping("/mails/{id}/again")
    String sendAgain(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable String other,
            Model model,
            RedirectAttributes told,
            HttpServletResponse response) {
        WrittenMail mail = mail(id);
        try {
            if (address != null && !address.isEmpty() && other != null && !other.isBlank()) {
                throw new Refused(
                        "other",
                        "You typed an address and chose another. Choose 'another one', or leave the field empty.");
            }
            String to = address == null || !address.isEmpty() ? address : Objects.requireNonNullElse(other, "");
            boolean again = mailbox.sendAgain(id, to);
            String where = to == null ? mail.recipient() : to.strip();
            told.addFlashAttribute(
                    "said",
                    !again
                            ? "Nothing was done: it is on its way, was sent, or its text was erased."
                            : mailbox.sends()
                                    ? "It is sent again, to " + where + "."
                                    : "It was not sent, because no mail server is set up (TRADEWIND_MAIL_HOST). It is kept, for "
                                            + where + ".");
            return "redirect:/mails/" + id;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", refused.getMessage());
            model.addAttribute("chosen", address);
            model.addAttribute("other", other);
            return show(mail, model);
        }
    }

    private WrittenMail mail(long id) {
        return mailbox.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such mail."));
    }
}
