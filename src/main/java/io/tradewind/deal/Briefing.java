package io.tradewind.deal;

import org.jspecify.annotations.Nullable;

/**
 * What the rep should have in mind before the next step with a customer; nothing here that a rep may not know.
 *
 * @param customerName empty while nobody is known
 * @param product code of the main product
 * @param quotation the current version in one line; empty before the first
 * @param remarks what the approver and the customer said about it; empty when nothing
 * @param history what came before a deal that no lead began; empty when nothing
 * @param lessons from earlier deals of this product or industry, one bullet each; empty when none
 */
public record Briefing(
        String customerName,
        @Nullable String product,
        String quotation,
        String remarks,
        String history,
        String lessons) {}
