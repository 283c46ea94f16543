package io.tradewind.deal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What closed deals taught, for those who have a deal of the same product or industry. */
public interface Knowledge {

    /**
     * Keeps the rep's explanation of a closed deal as a proposed entry; a second explanation replaces the first until it
     * is decided.
     *
     * @throws io.tradewind.engine.Refused if the deal is open or words are missing
     */
    KnowledgeEntry propose(String dealNumber, String why, @Nullable String competitor, String lesson);

    /**
     * Publishes the entry, in these words if any are given, or puts it aside.
     *
     * @throws io.tradewind.engine.Refused if nothing is proposed for the deal
     */
    KnowledgeEntry decide(String dealNumber, boolean publish, @Nullable String lesson);

    /** The entry of a deal. */
    Optional<KnowledgeEntry> find(String dealNumber);

    /** Published entries of the deal's product first, then of its customer's industry, newest first, at most three. */
    List<KnowledgeEntry> lessonsFor(String dealNumber);
}
