package io.tradewind.notification;

import io.tradewind.engine.Acting;
import io.tradewind.organization.Roles;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The mails that the person who is logged in may see: their own; an administrator all; service and sales support those
 * to customers. Links that act without a login are shown to their recipient only, in the demo to everybody: there, mails
 * stay in the house.
 */
@Component
public class Mailbox {

    private final MailStore store;
    private final Acting acting;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final boolean showsLinks;

    Mailbox(
            MailStore store,
            Acting acting,
            Clock clock,
            MailSettings settings,
            Environment environment,
            ApplicationEventPublisher events) {
        this.store = store;
        this.acting = acting;
        this.clock = clock;
        this.events = events;
        boolean embedded = environment.getProperty("spring.datasource.url", "").isBlank();
        this.showsLinks = !settings.hasServer() && environment.getProperty("tradewind.demo", Boolean.class, embedded);
    }

    /** The latest 200, newest first. */
    public List<WrittenMail> latest() {
        String user = acting.user().orElse("");
        return store.latest(user, isAdministrator(), seesCustomers()).stream()
                .map(this::asShown)
                .toList();
    }

    /** One of them. */
    public Optional<WrittenMail> find(long id) {
        return store.find(id).filter(this::maySee).map(this::asShown);
    }

    /** Gives a mail that failed, bounced or was kept another round of attempts; administrators only. */
    @Transactional
    public boolean sendAgain(long id) {
        boolean again = isAdministrator() && store.sendAgain(id, clock.instant());
        if (again) {
            events.publishEvent(new MailSentAgain(id));
        }
        return again;
    }

    public boolean isAdministrator() {
        return acting.inGroup(Roles.ADMIN);
    }

    private boolean seesCustomers() {
        return acting.inGroup(Roles.SERVICE) || acting.inGroup(Roles.SALES_SUPPORT);
    }

    private boolean maySee(WrittenMail mail) {
        return isOwn(mail)
                || isAdministrator()
                || seesCustomers() && mail.customerId() != null && mail.recipientUser() == null;
    }

    private boolean isOwn(WrittenMail mail) {
        return mail.recipientUser() != null
                && mail.recipientUser().equals(acting.user().orElse(null));
    }

    private WrittenMail asShown(WrittenMail mail) {
        return showsLinks || isOwn(mail) ? mail : mail.withoutSecrets();
    }
}
