package io.tradewind.lead;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads for which a sales manager must choose the rep, since nobody of the territory was free. */
public interface UntakenLeads {

    /** @param region group id; null if the lead names none */
    record Untaken(
            String number,
            String companyName,
            @Nullable String region,
            @Nullable String product,
            @Nullable String source,
            LocalDate receivedOn) {}

    /** Those this person may give to a rep, who has waited longest first; without what somebody else has claimed. */
    List<Untaken> of(String userId);

    /**
     * Gives one to a rep, as this person would by its task.
     *
     * @return false if nobody has to be chosen for it, by now or at all
     * @throws io.tradewind.engine.Refused if the person may not, or the rep must not have it
     * @throws org.springframework.dao.ConcurrencyFailureException if somebody else does so at the same moment
     */
    boolean give(String leadNumber, String rep, String userId);
}
