package io.tradewind.deal;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcKnowledge implements Knowledge {

    private static final String SELECT =
            """
            SELECT id, deal_number, product, sector, outcome, why, competitor, lesson, state, proposed_by, proposed_at,
                   case_number, cause
              FROM knowledge_entry
            """;

    private static final String PROPOSE =
            """
            INSERT INTO knowledge_entry (deal_number, product, sector, outcome, why, competitor, lesson, state,
                                         proposed_by, proposed_at)
            VALUES (:dealNumber, :product, :sector, :outcome, :why, :competitor, :lesson, 'proposed', :by, :at)
            ON CONFLICT (deal_number) DO UPDATE
               SET search = NULL, why = excluded.why, competitor = excluded.competitor, lesson = excluded.lesson,
                   proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at
             WHERE knowledge_entry.state = 'proposed'
            """;

    private static final String DECIDE =
            """
            UPDATE knowledge_entry
               SET state = :state, search = NULL, lesson = coalesce(:lesson, lesson), decided_by = :by, decided_at = :at
             WHERE deal_number = :dealNumber AND state = 'proposed'
            """;

    private static final String LESSONS = SELECT
            + """
             WHERE state = 'published' AND deal_number IS DISTINCT FROM :dealNumber AND (product = :product OR sector = :sector)
             ORDER BY (product = :product) IS TRUE DESC, proposed_at DESC, id DESC
             LIMIT 3
            """;

    private static final String ABOUT = SELECT
            + """
             WHERE state = 'published' AND case_number IS DISTINCT FROM :except
               AND (product = :product OR sector = :sector OR cause = :cause)
             ORDER BY (cause = :cause) IS TRUE DESC, (product = :product) IS TRUE DESC, proposed_at DESC, id DESC
             LIMIT 3
            """;

    private static final String LEARN =
            """
            INSERT INTO knowledge_entry (case_number, product, sector, cause, why, lesson, state, proposed_by, proposed_at,
                                         decided_by, decided_at)
            VALUES (:caseNumber, :product, :sector, :cause, :why, :lesson, 'published', :by, :at, :by, :at)
            ON CONFLICT (case_number) DO NOTHING
            """;

    /** The words as they are, the pairs of signs of Chinese text, and the stems of English and Russian words. */
    private static final String INDEX =
            """
            UPDATE knowledge_entry
               SET search = array_to_tsvector(:terms) || to_tsvector('english', :text) || to_tsvector('russian', :text)
             WHERE id = :id
            """;

    private static final String NOT_INDEXED =
            """
            SELECT id, concat_ws(' ', deal_number, case_number, product, sector, cause, competitor, why, lesson) AS text
              FROM knowledge_entry WHERE search IS NULL ORDER BY id LIMIT 1000
            """;

    private static final String FOUND = SELECT
            + """
             WHERE state = 'published' AND search @@ (%s)
             ORDER BY ts_rank(search, (%s)) DESC, proposed_at DESC, id DESC
             LIMIT 50
            """;

    private static final String NEWEST =
            SELECT + " WHERE state = 'published' ORDER BY proposed_at DESC, id DESC LIMIT 50";

    private final JdbcClient jdbc;
    private final Deals deals;
    private final Customers customers;
    private final Acting acting;
    private final Clock clock;

    JdbcKnowledge(JdbcClient jdbc, Deals deals, Customers customers, Acting acting, Clock clock) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.customers = customers;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    public KnowledgeEntry propose(String dealNumber, String why, @Nullable String competitor, String lesson) {
        Deal deal = deals.get(dealNumber);
        if (deal.stage().open()) {
            throw new Refused("Deal " + dealNumber + " is still open; explain its result when it is won or lost.");
        }
        if (why.isBlank()) {
            throw new Refused("why", "Say why the deal was " + deal.stage().code() + ".");
        }
        if (lesson.isBlank()) {
            throw new Refused("lesson", "Say what the next one should repeat or avoid.");
        }
        jdbc.sql(PROPOSE)
                .param("dealNumber", dealNumber)
                .param("product", deal.product(), Types.VARCHAR)
                .param("sector", sector(deal), Types.VARCHAR)
                .param("outcome", deal.stage().code())
                .param("why", why.strip())
                .param("competitor", orNull(competitor == null ? deal.competitor() : competitor), Types.VARCHAR)
                .param("lesson", lesson.strip())
                .param("by", acting.user().orElse(deal.rep()))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return find(dealNumber).orElseThrow();
    }

    @Override
    public KnowledgeEntry decide(String dealNumber, boolean publish, @Nullable String lesson) {
        int decided = jdbc.sql(DECIDE)
                .param("dealNumber", dealNumber)
                .param("state", publish ? "published" : "declined")
                .param("lesson", orNull(lesson), Types.VARCHAR)
                .param("by", acting.user().orElse("system"))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (decided == 0) {
            throw new Refused("No lesson of deal " + dealNumber + " waits to be decided.");
        }
        return find(dealNumber).orElseThrow();
    }

    @Override
    public Optional<KnowledgeEntry> find(String dealNumber) {
        return jdbc.sql(SELECT + " WHERE deal_number = :dealNumber")
                .param("dealNumber", dealNumber)
                .query(JdbcKnowledge::entry)
                .optional();
    }

    @Override
    public List<KnowledgeEntry> lessonsFor(String dealNumber) {
        Deal deal = deals.get(dealNumber);
        return jdbc.sql(LESSONS)
                .param("dealNumber", dealNumber)
                .param("product", deal.product(), Types.VARCHAR)
                .param("sector", sector(deal), Types.VARCHAR)
                .query(JdbcKnowledge::entry)
                .list();
    }

    @Override
    public void learn(ComplaintLesson lesson) {
        jdbc.sql(LEARN)
                .param("caseNumber", lesson.caseNumber())
                .param("product", lesson.product(), Types.VARCHAR)
                .param("sector", lesson.sector(), Types.VARCHAR)
                .param("cause", lesson.cause(), Types.VARCHAR)
                .param("why", lesson.why())
                .param("lesson", lesson.lesson())
                .param("by", lesson.by())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public List<KnowledgeEntry> lessonsAbout(
            @Nullable String product, @Nullable String sector, @Nullable String cause, String except) {
        return jdbc.sql(ABOUT)
                .param("except", except)
                .param("product", product, Types.VARCHAR)
                .param("sector", sector, Types.VARCHAR)
                .param("cause", cause, Types.VARCHAR)
                .query(JdbcKnowledge::entry)
                .list();
    }

    @Override
    public List<KnowledgeEntry> search(String question) {
        index();
        List<SearchWords.Word> words = SearchWords.of(question);
        if (words.isEmpty() && !question.isBlank()) {
            return List.of();
        }
        if (words.isEmpty()) {
            return jdbc.sql(NEWEST).query(JdbcKnowledge::entry).list();
        }
        StringBuilder query = new StringBuilder();
        Map<String, Object> params = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            SearchWords.Word word = words.get(i);
            query.append(i == 0 ? "" : " && ")
                    .append("(to_tsquery('simple', :exact%d)".formatted(i))
                    .append(
                            word.stemmed()
                                    ? " || plainto_tsquery('english', :word%1$d) || plainto_tsquery('russian', :word%1$d)"
                                            .formatted(i)
                                    : "")
                    .append(")");
            params.put("exact" + i, word.exactQuery());
            if (word.stemmed()) {
                params.put("word" + i, word.text());
            }
        }
        return jdbc.sql(FOUND.formatted(query, query))
                .params(params)
                .query(JdbcKnowledge::entry)
                .list();
    }

    /** Entries that were written or changed since somebody searched last: the words are split here, not in the database. */
    private void index() {
        record Text(long id, String text) {}
        for (Text entry : jdbc.sql(NOT_INDEXED).query(Text.class).list()) {
            jdbc.sql(INDEX)
                    .param("id", entry.id())
                    .param("text", entry.text())
                    .param("terms", SearchWords.terms(entry.text()).toArray(String[]::new))
                    .update();
        }
    }

    private @Nullable String sector(Deal deal) {
        return Optional.ofNullable(deal.customerId())
                .flatMap(customers::find)
                .map(Customer::sector)
                .orElse(null);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static KnowledgeEntry entry(ResultSet row, int number) throws SQLException {
        return new KnowledgeEntry(
                row.getLong("id"),
                row.getString("deal_number"),
                row.getString("product"),
                row.getString("sector"),
                row.getString("outcome"),
                row.getString("why"),
                row.getString("competitor"),
                row.getString("lesson"),
                row.getString("state"),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("case_number"),
                row.getString("cause"));
    }
}
