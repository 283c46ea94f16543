package io.tradewind.notification;

/** Writing a mail. */
public interface Mails {

    /**
     * Writes a mail in the caller's transaction: it is sent after the commit, and never if there is none. A second mail
     * of the same cause is not written.
     */
    void write(Mail mail);
}
