package io.tradewind.notification;

/** Writing a mail. */
public interface Mails {

    /**
     * Writes a mail in the caller's transaction: it is sent after the commit, and never if there is none. A second mail
     * of the same cause is not written.
     */
    void write(Mail mail);

    /**
     * Like {@link #write}, for what can come by the thousand, such as the leads of a file. Whoever has had as many of this
     * template today as one can read gets one more mail, {@code many-alike}, which says that there are others and where they
     * are; those are not written.
     *
     * @param mail to a colleague; its template is known to {@code many-alike}
     */
    void writeUnlessMany(Mail mail);
}
