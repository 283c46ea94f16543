package io.tradewind.notification;

import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes the mails that owners put into their models. */
@Service
@Transactional
public class OwnersMails {

    private static final String TEMPLATE = "owners-mail";
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 4_000;
    private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");

    private final Mails mails;
    private final People people;

    OwnersMails(Mails mails, People people) {
        this.mails = mails;
        this.people = people;
    }

    /**
     * One mail to each person meant.
     *
     * @throws Refused naming the field that is empty or too long, or the person who does not exist
     */
    public void write(OwnersMail mail) {
        String subject = text("mailSubject", mail.subject(), LONGEST_SUBJECT);
        List<String> paragraphs = Arrays.asList(PARAGRAPHS.split(text("mailText", mail.text(), LONGEST_TEXT)));
        for (Recipient recipient : recipients(text("mailTo", mail.to(), LONGEST_SUBJECT))) {
            String to = recipient.userId() == null ? recipient.address() : recipient.userId();
            mails.write(new Mail(
                    mail.cause() + ":" + to,
                    TEMPLATE,
                    recipient,
                    Map.of("subject", subject, "paragraphs", paragraphs),
                    mail.customerId(),
                    mail.reference()));
        }
    }

    private List<Recipient> recipients(String to) {
        if (to.contains("@")) {
            return List.of(Recipient.address(to, to, "en"));
        }
        if (people.find(to).filter(Person::active).isPresent()) {
            return List.of(Recipient.user(to));
        }
        List<Recipient> role = people.inRole(to).stream()
                .map(Person::userId)
                .map(Recipient::user)
                .toList();
        if (role.isEmpty()) {
            throw new Refused(
                    "mailTo",
                    "Nobody is called '" + to
                            + "' and nobody has that role. Name a person, a role or an e-mail address.");
        }
        return role;
    }

    private static String text(String field, String given, int longest) {
        String text = given.strip();
        if (text.isEmpty()) {
            throw new Refused(field, "The mail has no " + field.substring(4).toLowerCase(java.util.Locale.ROOT) + ".");
        }
        if (text.length() > longest) {
            throw new Refused(field, "At most " + longest + " characters; these are " + text.length() + ".");
        }
        return text;
    }
}
