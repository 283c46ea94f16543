package io.tradewind.notification;

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
}
