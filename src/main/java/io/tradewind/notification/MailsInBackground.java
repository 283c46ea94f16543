package io.tradewind.notification;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Sends mails by themselves: soon after the step that wrote them is committed, and regularly what is due again. */
@Component
@ConditionalOnProperty(name = "tradewind.background", havingValue = "true", matchIfMissing = true)
class MailsInBackground {

    private static final Logger log = LoggerFactory.getLogger(MailsInBackground.class);

    private final MailSender sender;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread mails = new Thread(work, "mails");
        mails.setDaemon(true);
        return mails;
    });

    MailsInBackground(MailSender sender) {
        this.sender = sender;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(OutboxMails.Written written) {
        run();
    }

    /** Many mails written while one batch is on its way make one more round, not many. */
    @Scheduled(initialDelay = 15_000, fixedDelay = 30_000)
    void run() {
        if (asked.compareAndSet(false, true)) {
            thread.execute(() -> {
                asked.set(false);
                try {
                    sender.sendDue();
                } catch (RuntimeException e) {
                    log.error("Mails cannot be sent now", e);
                }
            });
        }
    }

    /** The mail on the wire is finished; the rest of the batch goes back, for another node at once. */
    @PreDestroy
    void stop() throws InterruptedException {
        sender.stop();
        thread.shutdown();
        thread.awaitTermination(20, TimeUnit.SECONDS);
    }
}
