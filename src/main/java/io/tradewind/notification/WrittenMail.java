package io.tradewind.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was written, and what became of it.
 *
 * @param recipientUser a colleague's user id; null for someone outside
 * @param recipient the address it goes to
 * @param writtenTo the address it had at first, if it was sent again to another; else null
 * @param html null if it is plain text
 * @param state {@code waiting}, {@code claimed} and {@code sending} on its way; {@code sent}; {@code failed} after the
 *     last attempt; {@code bounced} if the address was refused; {@code kept} if no mail server is configured or the recipient has left
 * @param lastError what the last attempt met; of one that is kept, why it is, where that was noted
 */
public record WrittenMail(
        long id,
        String cause,
        String template,
        @Nullable String recipientUser,
        String recipient,
        @Nullable String writtenTo,
        String recipientName,
        String language,
        String subject,
        String text,
        @Nullable String html,
        @Nullable Long customerId,
        @Nullable String reference,
        String state,
        int attempts,
        Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable String lastError,
        Instant createdAt) {

    static final String NO_MAIL_SERVER = "No mail server was set up when it was to be sent.";

    static final String RECIPIENT_HAD_LEFT = "Its recipient had left when it was written.";

    /** Whether it is kept because there was no server to send it. */
    public boolean lackedServer() {
        return state.equals("kept") && NO_MAIL_SERVER.equals(lastError);
    }

    /** Whether it is kept because whom it is for had left. */
    public boolean lackedRecipient() {
        return state.equals("kept") && RECIPIENT_HAD_LEFT.equals(lastError);
    }

    /** Whether nobody knows if it arrived. */
    boolean isUnclear() {
        return state.equals("failed") && lastError != null && lastError.startsWith(MailSender.UNCLEAR);
    }

    /** The same mail, its links that act without a login made harmless. */
    WrittenMail withoutSecrets() {
        return new WrittenMail(
                id,
                cause,
                template,
                recipientUser,
                recipient,
                writtenTo,
                recipientName,
                language,
                subject,
                SecretLinks.hidden(text),
                html == null ? null : SecretLinks.hidden(html),
                customerId,
                reference,
                state,
                attempts,
                nextAttemptAt,
                sentAt,
                lastError,
                createdAt);
    }
}
