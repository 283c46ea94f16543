package io.tradewind.notification;

/** Somebody gave a mail another round of attempts. */
public record MailSentAgain(long mailId) {}
