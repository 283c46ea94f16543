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

    /**
     * Keeps what a complaint taught, published at once: service closes a complaint only with a measure. Once per case,
     * however often this is called.
     */
    void learn(ComplaintLesson lesson);

    /**
     * Published entries for somebody who looks into a complaint: of the same cause first, then of the product, then of the
     * industry, newest first, at most three.
     *
     * @param except number of the case that asks
     */
    List<KnowledgeEntry> lessonsAbout(
            @Nullable String product, @Nullable String sector, @Nullable String cause, String except);

    /**
     * Published entries in which every word of the question occurs, in any inflection of English and Russian words and
     * anywhere in Chinese, Japanese and Korean text; best first, at most fifty. Without a word, the newest.
     */
    List<KnowledgeEntry> search(String question);

    /**
     * What a complaint taught.
     *
     * @param product code
     * @param sector the customer's industry
     * @param cause what the cause is sorted under
     * @param why the chain of causes
     * @param by user id of who planned the prevention
     */
    record ComplaintLesson(
            String caseNumber,
            @Nullable String product,
            @Nullable String sector,
            @Nullable String cause,
            String why,
            String lesson,
            String by) {}
}
