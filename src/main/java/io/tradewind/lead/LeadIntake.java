package io.tradewind.lead;

import io.tradewind.organization.Roles;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door for leads from outside: kept and sent on their way in one transaction, or neither. */
@Service
@Transactional
public class LeadIntake {

    /** Roles that may bring leads. */
    public static final Set<String> BRINGERS = Set.of(
            Roles.SALES_REP,
            Roles.SALES_SUPPORT,
            Roles.SALES_MANAGER,
            Roles.SALES_DIRECTOR,
            Roles.MARKETING,
            Roles.ADMIN);

    private final JdbcLeads leads;
    private final LeadJourneys journeys;

    LeadIntake(JdbcLeads leads, LeadJourneys journeys) {
        this.leads = leads;
        this.journeys = journeys;
    }

    /** What {@link Leads#receive} says, and the lead knows the process it travels in. */
    public Lead take(NewLead lead, @Nullable String idempotencyKey) {
        Lead received = leads.receive(lead, idempotencyKey);
        return received.processInstanceId() == null
                ? leads.rememberProcess(received, journeys.start(received.number()))
                : received;
    }
}
