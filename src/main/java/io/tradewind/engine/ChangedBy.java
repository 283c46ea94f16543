package io.tradewind.engine;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the database who acts: rows with a column {@code changed_by} take it from there, and the audit trail from them. */
@Component
public class ChangedBy {

    private final JdbcClient jdbc;
    private final Acting acting;

    ChangedBy(JdbcClient jdbc, Acting acting) {
        this.jdbc = jdbc;
        this.acting = acting;
    }

    /** Until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void whoIsActing() {
        jdbc.sql("SELECT set_config('tradewind.person', :person, true)")
                .param("person", acting.user().orElse(""))
                .query(String.class)
                .single();
    }
}
