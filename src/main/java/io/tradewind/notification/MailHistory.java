package io.tradewind.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mails that were written, newest first. Whoever shows them decides who may see them. */
public interface MailHistory {

    /** The latest 200 of a customer. */
    List<WrittenMail> ofCustomer(long customerId);

    /** The latest 200 about a document or task. */
    List<WrittenMail> about(String reference);

    /** The one that this cause had written. */
    Optional<WrittenMail> ofCause(String cause);

    /**
     * A mail without its text.
     *
     * @param recipient the address
     * @param state as in {@link WrittenMail}
     */
    record Heading(long id, Instant createdAt, String subject, String recipient, String state) {}

    /** Mails to a customer, not those to colleagues about it: the newest with {@code (createdAt, id)} below these. */
    List<Heading> toCustomer(long customerId, Instant createdAt, long id, int count);

    /** One of them, its links that act without a login made harmless. */
    Optional<WrittenMail> toCustomer(long customerId, long id);
}
