package io.tradewind.notification;

import io.tradewind.engine.Retention;
import io.tradewind.engine.RetentionPeriods;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a mail said and to whom is forgotten; that it was written and sent, and for what cause, stays. */
@Component
class MailRetention implements Retention {

    private static final String ERASE =
            """
            UPDATE mail
               SET recipient = '', written_to = NULL, recipient_name = '', subject = '(erased)', text = '', html = NULL, last_error = NULL,
                   erased_at = :now
             WHERE id IN (SELECT id FROM mail
                           WHERE erased_at IS NULL AND created_at < :before
                             AND state NOT IN ('waiting', 'claimed', 'sending')
                           ORDER BY created_at LIMIT 1000)
            """;

    private final JdbcClient jdbc;
    private final RetentionPeriods periods;
    private final Clock clock;

    MailRetention(JdbcClient jdbc, RetentionPeriods periods, Clock clock) {
        this.jdbc = jdbc;
        this.periods = periods;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "texts of mails";
    }

    @Override
    @Transactional
    public int erase() {
        return jdbc.sql(ERASE)
                .param("now", Timestamp.from(clock.instant()))
                .param("before", Timestamp.from(clock.instant().minus(periods.mails())))
                .update();
    }
}
