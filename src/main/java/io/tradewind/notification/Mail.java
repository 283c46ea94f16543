package io.tradewind.notification;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one person.
 *
 * @param cause what it is for, unique for ever, e.g. {@code survey:O-2026-000007}
 * @param template name of a template under {@code mail/<language>/}
 * @param model what the template shows; values are escaped
 * @param customerId the customer whose history it belongs to
 * @param reference number of the document or task it is about
 */
public record Mail(
        String cause,
        String template,
        Recipient to,
        Map<String, Object> model,
        @Nullable Long customerId,
        @Nullable String reference) {}
