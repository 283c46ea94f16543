package io.tradewind.intake;

import io.tradewind.engine.Retention;
import io.tradewind.engine.RetentionPeriods;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rows that were not taken are there to be mended, not for ever; how many there were stays with the import. */
@Component
class RejectedRowRetention implements Retention {

    private static final String ERASE =
            """
            DELETE FROM import_rejection
             WHERE (job_id, row_number) IN (SELECT r.job_id, r.row_number
                                              FROM import_job j JOIN import_rejection r ON r.job_id = j.id
                                             WHERE j.finished_at < :before LIMIT 5000)
            """;

    private final JdbcClient jdbc;
    private final RetentionPeriods periods;
    private final Clock clock;

    RejectedRowRetention(JdbcClient jdbc, RetentionPeriods periods, Clock clock) {
        this.jdbc = jdbc;
        this.periods = periods;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "rejected rows of imports";
    }

    @Override
    @Transactional
    public int erase() {
        return jdbc.sql(ERASE)
                .param("before", Timestamp.from(clock.instant().minus(periods.rejectedRows())))
                .update();
    }
}
