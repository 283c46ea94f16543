package io.tradewind.notification;

import io.tradewind.engine.Acting;
import io.tradewind.engine.EmailAddresses;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.security.access.AccessDeniedException;
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
    private final People people;
    private final CustomerAddresses customers;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final boolean hasServer;
    private final boolean showsLinks;

    Mailbox(
            MailStore store,
            Acting acting,
            People people,
            CustomerAddresses customers,
            Clock clock,
            MailSettings settings,
            Environment environment,
            ApplicationEventPublisher events) {
        this.store = store;
        this.acting = acting;
        this.people = people;
        this.customers = customers;
        this.clock = clock;
        this.events = events;
        boolean embedded = environment.getProperty("spring.datasource.url", "").isBlank();
        this.hasServer = settings.hasServer();
        this.showsLinks = !hasServer && environment.getProperty("tradewind.demo", Boolean.class, embedded);
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

    /**
     * Where a mail can be sent again: the address it has, then those that its person, or the customer and their contacts,
     * have today.
     */
    public List<String> addresses(WrittenMail mail) {
        Stream<String> today = mail.recipientUser() != null
                ? people.find(mail.recipientUser()).map(Person::email).stream()
                : mail.customerId() == null ? Stream.of() : customers.of(mail.customerId()).stream();
        return Stream.concat(Stream.of(mail.recipient()), today.map(String::strip))
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }

    /** Whether somebody may name an address that nobody has noted: never a colleague's, whose links act for them. */
    public boolean takesOtherAddresses(WrittenMail mail) {
        return mail.recipientUser() == null;
    }

    /** Whether mails leave the house; where none does, one that is sent again is kept. */
    public boolean sends() {
        return hasServer;
    }

    /**
     * Gives a mail that failed, bounced or was kept another round of attempts; administrators only.
     *
     * @param address one of {@link #addresses}, or any where {@link #takesOtherAddresses}; null for the one it has
     * @return false if it is on its way, was sent, or its text was erased
     * @throws Refused if it cannot go to that address
     */
    @Transactional
    public boolean sendAgain(long id, @Nullable String address) {
        if (!isAdministrator()) {
            throw new AccessDeniedException("Only an administrator sends a mail again.");
        }
        WrittenMail mail = store.find(id).orElse(null);
        if (mail == null) {
            return false;
        }
        String to = address == null ? mail.recipient() : address.strip();
        if (!addresses(mail).contains(to)) {
            if (!takesOtherAddresses(mail)) {
                throw new Refused(
                        "address",
                        "That is neither the address of this mail nor the one that " + mail.recipientName()
                                + " has now. Choose one of these; another one is entered with the people first.");
            }
            if (!EmailAddresses.isPlausible(to) || !Texts.clean(to)) {
                throw new Refused("address", "That is no e-mail address like name@company.com.");
            }
        }
        if (!Addresses.canBeSentTo(to)) {
            throw new Refused(
                    "address",
                    "Mails are sent only to addresses with plain letters (a to z), digits and signs before the @; '"
                            + to + "' has others, or is no address. Choose another one.");
        }
        boolean again = store.sendAgain(id, to, hasServer ? "waiting" : "kept", clock.instant());
        if (again) {
            events.publishEvent(new MailSentAgain(id, to.equals(mail.recipient()) ? null : to));
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
