package io.tradewind.customer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.customer.TimelineEntry;
import io.tradewind.customer.TimelineKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryLinksTests {

    private final EntryLinks links = new EntryLinks(number -> number.equals("D-2026-000001") ? "/deal" : null);

    @Test
    void dealsAndTheirQuotationsLeadToTheDealThatOpens() {
        assertThat(of(TimelineKind.DEAL, "D-2026-000001", null)).isEqualTo("/deal");
        assertThat(of(TimelineKind.DEAL_CLOSED, "D-2026-000001", null)).isEqualTo("/deal");
        assertThat(of(TimelineKind.QUOTATION, "D-2026-000001/0002", null)).isEqualTo("/deal");
        assertThat(of(TimelineKind.DEAL, "D-2026-000002", null)).isNull();
        assertThat(of(TimelineKind.QUOTATION, "D-2026-000002/0001", null)).isNull();
    }

    @Test
    void whoMayNotReadMailsFindsNoneToOpen() {
        TimelineEntry mail = entry(TimelineKind.MAIL, "17", "/customers/1/mails/17");

        assertThat(links.of(mail, true)).isEqualTo("/customers/1/mails/17");
        assertThat(links.of(mail, false)).isNull();
        assertThat(of(TimelineKind.ORDER, "O-2026-000001", "/orders/O-2026-000001"))
                .isEqualTo("/orders/O-2026-000001");
    }

    private @Nullable String of(TimelineKind kind, String key, @Nullable String href) {
        return links.of(entry(kind, key, href), false);
    }

    private static TimelineEntry entry(TimelineKind kind, String key, @Nullable String href) {
        return new TimelineEntry(Instant.EPOCH, true, kind, key, "title", null, null, href);
    }
}
