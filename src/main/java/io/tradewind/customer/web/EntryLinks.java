package io.tradewind.customer.web;

import io.tradewind.customer.TimelineEntry;
import io.tradewind.engine.web.DealLink;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where an entry of the line of time leads whoever reads it. */
@Component
class EntryLinks {

    private final DealLink deals;

    EntryLinks(DealLink deals) {
        this.deals = deals;
    }

    /**
     * Null where it leads nowhere, or only where they may not look.
     *
     * @param mails whether they may read the customer's mails
     */
    @Nullable
    String of(TimelineEntry entry, boolean mails) {
        return switch (entry.kind()) {
            case MAIL -> mails ? entry.href() : null;
            case DEAL, DEAL_CLOSED -> deals.of(entry.key());
            case QUOTATION -> deals.of(entry.key().substring(0, entry.key().lastIndexOf('/')));
            default -> entry.href();
        };
    }
}
