package io.tradewind.customer;

import io.tradewind.notification.MailHistory;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The mails that went to the customer; what colleagues were told about it is theirs. */
@Component
class MailsOnTimeline implements TimelineSource {

    private final MailHistory mails;

    MailsOnTimeline(MailHistory mails) {
        this.mails = mails;
    }

    @Override
    public Set<TimelineKind> kinds() {
        return Set.of(TimelineKind.MAIL);
    }

    @Override
    public List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count) {
        return mails.toCustomer(customerId, below.at(), below.number(), count).stream()
                .map(mail -> new TimelineEntry(
                        mail.createdAt(),
                        false,
                        kind,
                        Long.toString(mail.id()),
                        mail.subject(),
                        "to " + mail.recipient() + ", " + mail.state(),
                        null,
                        "/customers/" + customerId + "/mails/" + mail.id()))
                .toList();
    }
}
