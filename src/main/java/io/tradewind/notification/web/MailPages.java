package io.tradewind.notification.web;

import io.tradewind.engine.web.HomeLink;
import io.tradewind.notification.Mailbox;
import io.tradewind.notification.WrittenMail;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

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
        WrittenMail mail = mail(id);
        model.addAttribute("mail", mail);
        model.addAttribute(
                "canBeSentAgain",
                mailbox.isAdministrator() && Set.of("failed", "bounced", "kept").contains(mail.state()));
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

    @PostMapping("/mails/{id}/again")
    String sendAgain(@PathVariable long id) {
        mail(id);
        if (!mailbox.sendAgain(id)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only an administrator sends a mail again.");
        }
        return "redirect:/mails/" + id;
    }

    private WrittenMail mail(long id) {
        return mailbox.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such mail."));
    }
}
