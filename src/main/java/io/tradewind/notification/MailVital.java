package io.tradewind.notification;

import io.tradewind.engine.Vital;
import io.tradewind.engine.WatchLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether mails leave the house. */
@Component
class MailVital implements Vital {

    private final MailStore store;
    private final MailSettings settings;
    private final WatchLimits limits;
    private final Clock clock;

    MailVital(MailStore store, MailSettings settings, WatchLimits limits, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mails";
    }

    @Override
    public Condition condition() {
        Instant now = clock.instant();
        Instant yesterday = now.minus(Duration.ofDays(1));
        MailStore.Backlog backlog = store.backlog(yesterday);
        double oldest = backlog.oldest() == null
                ? 0
                : Math.max(0, Duration.between(backlog.oldest(), now).toSeconds());
        Map<String, Object> details = Vital.details(
                "server", settings.hasServer(),
                "waiting", backlog.waiting(),
                "inHand", backlog.inHand(),
                "oldestWaitingSeconds", (long) oldest,
                "failed", backlog.failed(),
                "bounced", backlog.bounced(),
                "notSentInTheLastDay", backlog.lately());
        if (!settings.hasServer()) {
            details.put("keptInTheLastDay", store.kept(yesterday));
        }
        return new Condition(
                trouble(backlog, oldest),
                details,
                List.of(
                        inState("waiting", backlog.waiting()),
                        inState("in-hand", backlog.inHand()),
                        inState("failed", backlog.failed()),
                        inState("bounced", backlog.bounced()),
                        Measured.of(
                                "tradewind.mails.oldest.waiting.seconds",
                                "How long the mail that waits longest has waited",
                                oldest)));
    }

    private @Nullable String trouble(MailStore.Backlog backlog, double oldest) {
        if (!settings.hasServer()) {
            return backlog.waiting() == 0
                    ? null
                    : counted(backlog.waiting(), "waits", "wait")
                            + " and no mail server is set up: set TRADEWIND_MAIL_HOST.";
        }
        if (WatchLimits.beyond(oldest, limits.mailAge())) {
            return "A mail has waited for " + WatchLimits.inWords(oldest) + ": see what the mail server says.";
        }
        if (backlog.waiting() > limits.mails()) {
            return counted(backlog.waiting(), "waits", "wait") + ": the mail server is slow or gone.";
        }
        return backlog.lately() > limits.mailsFailed()
                ? counted(backlog.lately(), "of the last day was", "of the last day were")
                        + " not sent (failed or bounced): read why, mend addresses, send again."
                : null;
    }

    private static String counted(long mails, String one, String several) {
        return mails == 1 ? "1 mail " + one : mails + " mails " + several;
    }

    private static Measured inState(String state, long count) {
        return new Measured("tradewind.mails", "Mails that are not sent, by state", Map.of("state", state), count);
    }
}
