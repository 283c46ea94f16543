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
 *     last attempt; {@code bounced} if the address was refused; {@code kept} if no mail server is configured
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
