package io.tradewind.engine.database;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What the engine's own tables lack for our questions. They exist only after our migrations have run, so the indexes are
 * made here, under the {@link StartupLock}.
 */
@Component
class EngineIndexes {

    /** Which processes are about this customer? The engine has no index on the value of a variable. */
    private static final String PROCESSES_BY_WHOLE_NUMBER =
            """
            CREATE INDEX IF NOT EXISTS tradewind_variable_whole_number ON engine.act_ru_variable (long_, name_)
             WHERE long_ IS NOT NULL
            """;

    /** What may this person see? The engine looks for rights by what they are about, and by group. */
    private static final String RIGHTS_BY_PERSON =
            """
            CREATE INDEX IF NOT EXISTS tradewind_authorization_user ON engine.act_ru_authorization (user_id_)
             WHERE user_id_ IS NOT NULL
            """;

    /** Which job is next? In the order of their priority ({@link BulkLater}) the engine would sort all that are due each time. */
    private static final String JOBS_BY_PRIORITY =
            """
            CREATE INDEX IF NOT EXISTS tradewind_job_priority ON engine.act_ru_job (priority_ DESC)
            """;

    private final JdbcTemplate jdbc;

    EngineIndexes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void create() {
        jdbc.execute(PROCESSES_BY_WHOLE_NUMBER);
        jdbc.execute(RIGHTS_BY_PERSON);
        jdbc.execute(JOBS_BY_PRIORITY);
    }
}
