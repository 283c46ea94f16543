package io.tradewind.notification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Placeholder until the outbox lands. */
@Component
class LoggedMails implements Mails {

    private static final Logger log = LoggerFactory.getLogger(LoggedMails.class);

    @Override
    public void write(Mail mail) {
        log.info("Mail {} to {}", mail.cause(), mail.to());
    }
}
