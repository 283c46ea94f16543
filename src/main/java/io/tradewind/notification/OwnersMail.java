package io.tradewind.notification;

import org.jspecify.annotations.Nullable;

/**
 * A mail that an owner wrote into a model.
 *
 * @param cause unique for ever: this passage through this step
 * @param to a user id, a role (everybody in it), or an e-mail address
 * @param subject one line of at most 200 characters
 * @param text plain text of at most 4,000 characters; an empty line begins a paragraph
 * @param reference business key of the process
 */
public record OwnersMail(
        String cause, String to, String subject, String text, @Nullable Long customerId, @Nullable String reference) {}
