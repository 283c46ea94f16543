package io.tradewind.lead;

import io.tradewind.engine.Refused;
import io.tradewind.intake.Outcome;
import io.tradewind.organization.Roles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
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
    private final NewLeadCheck check;
    private final LeadJourneys journeys;

    LeadIntake(JdbcLeads leads, NewLeadCheck check, LeadJourneys journeys) {
        this.leads = leads;
        this.check = check;
        this.journeys = journeys;
    }

    /** What {@link Leads#receive} says, and the lead knows the process it travels in. */
    public Lead take(NewLead lead, @Nullable String idempotencyKey) {
        Lead received = leads.receive(lead, idempotencyKey);
        return received.processInstanceId() == null
                ? leads.rememberProcess(received, journeys.start(received.number()))
                : received;
    }

    /**
     * Several at once, as if they had come one after the other: what is wrong with one keeps out that one only, and an
     * {@code externalId} that was here before, or comes a second time, is known. Written together, the processes first, so
     * that each lead is written once.
     *
     * @return what became of each, in the same order
     */
    List<Outcome> takeAll(List<NewLead> given) {
        Set<String> known = new HashSet<>(leads.knownAmong(
                given.stream().map(NewLead::externalId).filter(Objects::nonNull).toList()));
        List<Outcome> outcomes = new ArrayList<>();
        List<NewLead> taken = new ArrayList<>();
        List<NewLead> checked = new ArrayList<>();
        for (NewLead lead : given) {
            String externalId = lead.externalId();
            if (externalId != null && known.contains(externalId)) {
                outcomes.add(Outcome.alreadyKnown());
                continue;
            }
            try {
                checked.add(check.check(lead));
                taken.add(lead);
                outcomes.add(Outcome.taken());
                if (externalId != null) {
                    known.add(externalId);
                }
            } catch (Refused e) {
                outcomes.add(Outcome.rejected(String.valueOf(e.getMessage())));
            }
        }
        if (!taken.isEmpty()) {
            List<String> numbers = leads.nextNumbers(taken.size());
            List<String> processes = journeys.startAll(numbers);
            leads.receiveAll(IntStream.range(0, taken.size())
                    .mapToObj(i -> new JdbcLeads.Fresh(taken.get(i), checked.get(i), numbers.get(i), processes.get(i)))
                    .toList());
        }
        return outcomes;
    }
}
