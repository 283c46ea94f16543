package io.tradewind.notification;

import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes mails into the outbox, in the transaction of the step that causes them. */
@Component
class OutboxMails implements Mails {

    private static final String MANY = "many-alike";

    private final MailStore store;
    private final MailTemplates templates;
    private final People people;
    private final MailSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final ZoneId zone;

    OutboxMails(
            MailStore store,
            MailTemplates templates,
            People people,
            MailSettings settings,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.store = store;
        this.templates = templates;
        this.people = people;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.zone = zone;
    }

    /** Something waits in the outbox; told to the sender after the commit. */
    record Written() {}

    @Override
    @Transactional
    public void write(Mail mail) {
        if (store.isWritten(mail.cause())) {
            return;
        }
        Recipient to = mail.to();
        if (to.userId() != null) {
            Person person = people.get(to.userId());
            String kept = person.active() ? keptBecause() : WrittenMail.RECIPIENT_HAD_LEFT;
            write(mail, person.email(), person.name(), person.language(), kept);
        } else {
            write(
                    mail,
                    to.address() == null ? "" : to.address(),
                    to.name() == null ? "" : to.name(),
                    to.language() == null ? "en" : to.language(),
                    keptBecause());
        }
    }

    @Override
    @Transactional
    public void writeUnlessMany(Mail mail) {
        String userId = Objects.requireNonNull(mail.to().userId());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        boolean many = settings.alikeADay() > 0
                && store.areWritten(
                        settings.alikeADay(),
                        mail.template(),
                        userId,
                        today.atStartOfDay(zone).toInstant());
        if (!many) {
            write(mail);
        } else if (!store.isWritten(mail.cause())) {
            write(new Mail(
                    MANY + ":" + mail.template() + ":" + userId + ":" + today,
                    MANY,
                    mail.to(),
                    Map.of("kind", mail.template(), "number", settings.alikeADay()),
                    null,
                    null));
        }
    }

    /** @param kept why it is kept and not sent; null to send it */
    private void write(Mail mail, String address, String name, String language, @Nullable String kept) {
        MailTemplates.Rendered rendered = templates.render(mail.template(), language, mail.model());
        String cleanAddress = OneLine.of(address);
        // a customer without a usable address must not stop the deal; the mail tells those who look after it
        boolean usable = Addresses.canBeSentTo(cleanAddress);
        store.insert(
                mail,
                cleanAddress,
                OneLine.of(name),
                rendered,
                !usable ? "bounced" : kept == null ? "waiting" : "kept",
                usable ? kept : "There is no valid address.",
                clock.instant());
        if (usable && kept == null) {
            events.publishEvent(new Written());
        }
    }

    private @Nullable String keptBecause() {
        return settings.hasServer() ? null : WrittenMail.NO_MAIL_SERVER;
    }
}
