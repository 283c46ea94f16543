package io.tradewind.notification;

import org.jspecify.annotations.Nullable;

/**
 * Somebody gave a mail another round of attempts.
 *
 * @param elsewhere the address, if it is another than before
 */
public record MailSentAgain(long mailId, @Nullable String elsewhere) {}
