package io.tradewind.lead;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The leads. */
public interface Leads {

    /**
     * Checks a lead, gives it a number and keeps it; whoever is acting is the one who brought it. It starts no process.
     *
     * @throws io.tradewind.engine.Refused naming the field that is missing, malformed or out of bounds, or {@code
     *     externalId} if that lead is here already
     */
    Lead receive(NewLead lead);

    /**
     * As {@link #receive(NewLead)}; the same key from the same person answers with the lead it brought the first time,
     * also when both arrive at once.
     *
     * @param idempotencyKey at most 200 printable characters; null means every call is a new lead
     * @throws io.tradewind.engine.Refused also if the key came with another content before
     */
    Lead receive(NewLead lead, @Nullable String idempotencyKey);

    /** @throws io.tradewind.engine.Refused if there is no such lead */
    Lead get(String number);

    Optional<Lead> find(String number);

    /**
     * The lead, if this person may see it: a rep his own; a manager those of the team and unassigned ones of the region;
     * marketing what it brought; support, director, general manager, finance, auditor and administrator all.
     */
    Optional<Lead> findFor(String viewer, String number);

    Optional<Lead> byExternalId(String externalId);

    /** The rep's leads that are neither closed nor turned into a deal, oldest first. */
    List<Lead> openOf(String rep);
}
