package io.tradewind.lead;

import io.tradewind.engine.Retention;
import io.tradewind.engine.RetentionPeriods;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people behind a lead that came to nothing are forgotten. Its number, source, region, product and how it ended stay, so
 * that figures do not change; what the engine remembers of its process goes.
 */
@Component
class LeadRetention implements Retention {

    private static final String ERASE =
            """
            UPDATE lead
               SET company_name = '(erased)', company_name_normalised = '(erased)', contact_name = NULL, email = NULL,
                   phone = NULL, phone_normalised = NULL, tax_number = NULL, tax_number_normalised = NULL, note = NULL,
                   new_company_reason = NULL, qualification_note = NULL
             WHERE id IN (SELECT id FROM lead
                           WHERE company_name <> '(erased)' AND state IN ('disqualified', 'merged') AND customer_id IS NULL
                             AND changed_at < :before
                           ORDER BY changed_at LIMIT 200)
            RETURNING id, process_instance_id
            """;

    private static final String ERASE_CONTACTS =
            """
            UPDATE lead_contact SET need = NULL, budget = NULL, time_frame = NULL, decision_maker = NULL, next_step = NULL,
                                    note = NULL
             WHERE lead_id = :lead
            """;

    private final JdbcClient jdbc;
    private final LeadJourneys journeys;
    private final RetentionPeriods periods;
    private final Clock clock;

    LeadRetention(JdbcClient jdbc, LeadJourneys journeys, RetentionPeriods periods, Clock clock) {
        this.jdbc = jdbc;
        this.journeys = journeys;
        this.periods = periods;
        this.clock = clock;
    }

    private record Erased(long id, @Nullable String processInstance) {}

    @Override
    public String what() {
        return "people behind leads that came to nothing";
    }

    @Override
    @Transactional
    public int erase() {
        List<Erased> erased = jdbc.sql(ERASE)
                .param("before", Timestamp.from(clock.instant().minus(periods.leads())))
                .query((row, number) -> new Erased(row.getLong("id"), row.getString("process_instance_id")))
                .list();
        for (Erased lead : erased) {
            jdbc.sql(ERASE_CONTACTS).param("lead", lead.id()).update();
            if (lead.processInstance() != null) {
                journeys.forget(lead.processInstance());
            }
        }
        return erased.size();
    }
}
