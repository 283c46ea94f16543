package io.tradewind.notification;

import io.tradewind.engine.Acting;
import io.tradewind.organization.Roles;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Mails that did not go out, for those who run the application: no address, no subject, no text. */
@Component
public class MailTroubles {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"']+@[^\\s<>\"']+");

    private final MailStore store;
    private final Acting acting;
    private final MailSettings settings;
    private final Clock clock;

    MailTroubles(MailStore store, Acting acting, MailSettings settings, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.acting = acting;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param template what the mail is about
     * @param reason what the last attempt met, without addresses
     * @param unclear whether it may have arrived
     */
    public record Trouble(
            long id,
            String template,
            @Nullable String reference,
            String state,
            int attempts,
            Instant createdAt,
            @Nullable String reason,
            boolean unclear) {}

    /** Those that failed, bounced or met trouble and wait for another attempt; the newest first. */
    public List<Trouble> latest(int most) {
        return store.troubled(most).stream()
                .map(mail -> new Trouble(
                        mail.id(),
                        mail.template(),
                        mail.reference(),
                        mail.state(),
                        mail.attempts(),
                        mail.createdAt(),
                        mail.lastError() == null
                                ? null
                                : ADDRESS.matcher(mail.lastError()).replaceAll("(address)"),
                        mail.isUnclear()))
                .toList();
    }

    /** Whether {@link #sendFailedAgain} would send any. */
    public boolean anyToSendAgain() {
        return store.anyFailed(MailSender.UNCLEAR);
    }

    /**
     * Gives every mail that failed another round of attempts, but for those that may have arrived and those whose
     * address was refused: a person decides of each. Administrators only.
     *
     * @return how many
     */
    public int sendFailedAgain() {
        if (!acting.inGroup(Roles.ADMIN)) {
            throw new AccessDeniedException("Administrators send mails again.");
        }
        return store.sendFailedAgain(MailSender.UNCLEAR, sends() ? "waiting" : "kept", clock.instant());
    }

    /** Whether mails leave the house; where none does, what is sent again is kept. */
    public boolean sends() {
        return settings.hasServer();
    }
}
