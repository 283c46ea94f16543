package io.tradewind.notification;

/**
 * Somebody gave a mail another round of attempts.
 *
 * @param elsewhere whether to another address than before
 */
public record MailSentAgain(long mailId, boolean elsewhere) {}
