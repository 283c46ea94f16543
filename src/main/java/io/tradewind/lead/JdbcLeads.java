package io.tradewind.lead;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.CompanyNames;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.lead.Lead.LeadClass;
import io.tradewind.lead.Lead.State;
import io.tradewind.lead.LeadsReceived.Received;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcLeads implements Leads {

    private static final String SELECT = "SELECT * FROM lead";

    private static final String NEXT_NUMBER = "'L-' || :year || '-' || lpad(nextval('lead_number')::text, 6, '0')";

    private static final String NEXT_NUMBERS = "SELECT " + NEXT_NUMBER + " FROM generate_series(1, :count)";

    private static final String INSERT =
            """
            INSERT INTO lead (number, company_name, company_name_normalised, contact_name, email, phone,
                              phone_normalised, tax_number, tax_number_normalised, region, source, campaign, product,
                              expected_value, currency, received_on, external_id, note, created_by, idempotency_key,
                              content_hash, created_at, changed_at, process_instance_id)
            VALUES (:number, :companyName, :companyNameNormalised, :contactName, :email, :phone, :phoneNormalised,
                    :taxNumber, :taxNumberNormalised, :region, :source, :campaign, :product, :expectedValue, :currency,
                    :receivedOn, :externalId, :note, :createdBy, :idempotencyKey, :contentHash, :now, :now, :process)
            """;

    /** Waits for a twin that is being written, then does nothing: so two equal calls at once leave one lead. */
    private static final String INSERT_ONE =
            INSERT.replace(":number", NEXT_NUMBER) + " ON CONFLICT DO NOTHING RETURNING *";

    /**
     * Open leads that may be the same company: known before this one, or already somebody's. The other order is left
     * out so that of two equal leads only the later one is asked about. The index is told from which similarity on names
     * count, with the name that is looked for: by its own measure it would hand over far more, to be read and dropped.
     */
    private static final String LIKE_THIS =
            """
            WITH this AS MATERIALIZED (
              SELECT id, company_name_normalised || left(set_config('pg_trgm.similarity_threshold', '0.6', true), 0) AS name,
                     tax_number_normalised, lower(email) AS email, phone_normalised
                FROM lead WHERE number = :number)
            SELECT other.*,
                   CASE WHEN other.tax_number_normalised = this.tax_number_normalised THEN 'same tax number'
                        WHEN other.company_name_normalised = this.name THEN 'same name'
                        WHEN lower(other.email) = this.email THEN 'same e-mail'
                        WHEN other.phone_normalised = this.phone_normalised THEN 'same phone'
                        ELSE 'similar name' END AS why
              FROM this
              JOIN lead other ON other.id <> this.id
             WHERE other.state IN ('new', 'assigned', 'contacted', 'nurturing')
               AND (other.id < this.id OR other.owner IS NOT NULL)
               AND (other.company_name_normalised = this.name
                    OR other.tax_number_normalised = this.tax_number_normalised
                    OR lower(other.email) = this.email
                    OR other.phone_normalised = this.phone_normalised
                    OR other.company_name_normalised % this.name)
             ORDER BY similarity(other.company_name_normalised, this.name) DESC, other.id
             LIMIT 10
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final NewLeadCheck check;
    private final People people;
    private final Acting acting;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    JdbcLeads(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            NewLeadCheck check,
            People people,
            Acting acting,
            WorkingTime workingTime,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.check = check;
        this.people = people;
        this.acting = acting;
        this.workingTime = workingTime;
        this.clock = clock;
        this.events = events;
    }

    /** An open lead that may be the same company as another one. */
    record Twin(Lead lead, String why) {}

    @Override
    public Lead receive(NewLead lead) {
        return receive(lead, null);
    }

    @Override
    public Lead receive(NewLead given, @Nullable String idempotencyKey) {
        checkKey(idempotencyKey);
        NewLead lead = check.check(given);
        String createdBy = acting.user().orElse("system");
        String hash = hash(given);
        Optional<Lead> received = jdbc.sql(INSERT_ONE)
                .paramSource(values(lead, createdBy, hash)
                        .addValue("year", year())
                        .addValue("idempotencyKey", idempotencyKey, Types.VARCHAR)
                        .addValue("process", null, Types.VARCHAR))
                .query(JdbcLeads::lead)
                .optional();
        if (received.isEmpty()) {
            return knownBefore(lead, createdBy, idempotencyKey, hash);
        }
        events.publishEvent(new LeadsReceived(
                List.of(new Received(received.get().number(), received.get().receivedOn()))));
        return received.get();
    }

    /** As many numbers that no lead has yet, the lowest first. */
    List<String> nextNumbers(int count) {
        return jdbc.sql(NEXT_NUMBERS)
                .param("year", year())
                .param("count", count)
                .query(String.class)
                .list();
    }

    /**
     * A lead that may be kept.
     *
     * @param checked what {@link NewLeadCheck} made of what was given
     */
    record Fresh(NewLead given, NewLead checked, String number, String processInstanceId) {}

    /**
     * Keeps them all, written together.
     *
     * @throws org.springframework.dao.DuplicateKeyException if somebody brings one of them at the same time
     */
    void receiveAll(List<Fresh> leads) {
        String createdBy = acting.user().orElse("system");
        batches.batchUpdate(
                INSERT,
                leads.stream()
                        .map(lead -> values(lead.checked(), createdBy, hash(lead.given()))
                                .addValue("number", lead.number(), Types.VARCHAR)
                                .addValue("idempotencyKey", null, Types.VARCHAR)
                                .addValue("process", lead.processInstanceId(), Types.VARCHAR))
                        .toArray(SqlParameterSource[]::new));
        events.publishEvent(new LeadsReceived(leads.stream()
                .map(lead -> new Received(
                        lead.number(), Objects.requireNonNull(lead.checked().receivedOn())))
                .toList()));
    }

    /** With their types: a batch in which a value is missing here and there would be parsed again for each row. */
    private MapSqlParameterSource values(NewLead lead, String createdBy, String hash) {
        return new MapSqlParameterSource()
                .addValue("companyName", lead.companyName(), Types.VARCHAR)
                .addValue(
                        "companyNameNormalised",
                        CompanyNames.normalised(String.valueOf(lead.companyName())),
                        Types.VARCHAR)
                .addValue("contactName", lead.contactName(), Types.VARCHAR)
                .addValue("email", lead.email(), Types.VARCHAR)
                .addValue("phone", lead.phone(), Types.VARCHAR)
                .addValue("phoneNormalised", CompanyNames.normalisedPhone(lead.phone()), Types.VARCHAR)
                .addValue("taxNumber", lead.taxNumber(), Types.VARCHAR)
                .addValue("taxNumberNormalised", CompanyNames.normalisedTaxNumber(lead.taxNumber()), Types.VARCHAR)
                .addValue("region", lead.region(), Types.VARCHAR)
                .addValue("source", lead.source(), Types.VARCHAR)
                .addValue("campaign", lead.campaign(), Types.VARCHAR)
                .addValue("product", lead.product(), Types.VARCHAR)
                .addValue("expectedValue", lead.expectedValue(), Types.NUMERIC)
                .addValue("currency", lead.currency(), Types.VARCHAR)
                .addValue("receivedOn", lead.receivedOn(), Types.DATE)
                .addValue("externalId", lead.externalId(), Types.VARCHAR)
                .addValue("note", lead.note(), Types.VARCHAR)
                .addValue("createdBy", createdBy, Types.VARCHAR)
                .addValue("contentHash", hash, Types.VARCHAR)
                .addValue("now", Timestamp.from(clock.instant()));
    }

    private String year() {
        return String.valueOf(workingTime.today().getYear());
    }

    private Lead knownBefore(NewLead lead, String createdBy, @Nullable String idempotencyKey, String hash) {
        Optional<Lead> first = jdbc.sql(SELECT + " WHERE created_by = :createdBy AND idempotency_key = :key")
                .param("createdBy", createdBy)
                .param("key", idempotencyKey)
                .query(JdbcLeads::lead)
                .optional();
        if (first.isPresent()) {
            String before = jdbc.sql("SELECT content_hash FROM lead WHERE number = :number")
                    .param("number", first.get().number())
                    .query(String.class)
                    .single();
            if (!before.equals(hash)) {
                throw new Refused(
                        "Idempotency-Key",
                        "This key brought lead " + first.get().number()
                                + " with another content before. Use a new key for a new lead.");
            }
            return first.get();
        }
        throw new Refused("externalId", "The lead '" + lead.externalId() + "' was taken in before.");
    }

    private static void checkKey(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > 200 || !key.chars().allMatch(c -> c > 31 && c < 127))) {
            throw new Refused("Idempotency-Key", "A key has 1 to 200 printable characters.");
        }
    }

    @Override
    public Lead get(String number) {
        return find(number).orElseThrow(() -> new Refused("leadNumber", "There is no lead " + number + "."));
    }

    @Override
    public Optional<Lead> find(String number) {
        return jdbc.sql(SELECT + " WHERE number = :number")
                .param("number", number)
                .query(JdbcLeads::lead)
                .optional();
    }

    @Override
    public Optional<Lead> findFor(String viewer, String number) {
        return people.find(viewer).flatMap(person -> find(number).filter(lead -> maySee(person, lead)));
    }

    private static final Set<String> SEE_ALL = Set.of(
            Roles.SALES_SUPPORT,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.FINANCE,
            Roles.AUDITOR,
            Roles.ADMIN);

    private boolean maySee(Person viewer, Lead lead) {
        if (SEE_ALL.contains(viewer.role()) || viewer.userId().equals(lead.owner())) {
            return true;
        }
        boolean brought = viewer.userId().equals(lead.createdBy());
        return switch (viewer.role()) {
            case Roles.SALES_MANAGER ->
                lead.owner() == null
                        ? brought || lead.region() == null || lead.region().equals(viewer.region())
                        : people.reportingLine(lead.owner()).stream()
                                .anyMatch(superior -> superior.userId().equals(viewer.userId()));
            // what a rep enters is no longer his once another rep's customer turns out to be behind it
            case Roles.SALES_REP -> brought && lead.owner() == null;
            case Roles.MARKETING -> brought;
            default -> false;
        };
    }

    @Override
    public Optional<Lead> byExternalId(String externalId) {
        return jdbc.sql(SELECT + " WHERE external_id = :externalId")
                .param("externalId", externalId)
                .query(JdbcLeads::lead)
                .optional();
    }

    /** Those of these that brought a lead before. */
    Set<String> knownAmong(Collection<String> externalIds) {
        return jdbc.sql("SELECT external_id FROM lead WHERE external_id = ANY (:externalIds)")
                .param("externalIds", externalIds.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    @Override
    public List<Lead> openOf(String rep) {
        return jdbc.sql(SELECT + " WHERE owner = :rep AND state IN ('assigned', 'contacted', 'nurturing') ORDER BY id")
                .param("rep", rep)
                .query(JdbcLeads::lead)
                .list();
    }

    List<Twin> like(String number) {
        return jdbc.sql(LIKE_THIS)
                .param("number", number)
                .query((row, n) -> new Twin(lead(row, n), row.getString("why")))
                .list();
    }

    /** Leads that were found to be the same as this one. */
    List<Lead> mergedInto(String number) {
        return jdbc.sql(SELECT + " WHERE merged_into = :number ORDER BY id")
                .param("number", number)
                .query(JdbcLeads::lead)
                .list();
    }

    /**
     * Beside the version: by now the process may have changed the lead itself.
     *
     * @return the lead as it is now
     */
    Lead rememberProcess(Lead lead, String processInstanceId) {
        return jdbc.sql("UPDATE lead SET process_instance_id = :process WHERE id = :id RETURNING *")
                .param("process", processInstanceId)
                .param("id", lead.id())
                .query(JdbcLeads::lead)
                .single();
    }

    void linkCustomer(Lead lead, long customerId) {
        change(
                lead,
                "customer_id = :customer, lead_class = :class",
                Map.of("customer", customerId, "class", stored(LeadClass.REPEAT)));
    }

    void declareNew(Lead lead, String reason) {
        change(lead, "new_company_reason = :reason", Map.of("reason", reason));
    }

    void mergeInto(Lead lead, String target) {
        change(lead, "state = 'merged', merged_into = :target, owner = NULL", Map.of("target", target));
        endAssignment(lead, "merged into " + target);
    }

    void giveTo(Lead lead, String rep, String reason) {
        change(lead, "owner = :rep, state = 'assigned', nurture_until = NULL", Map.of("rep", rep));
        jdbc.sql(
                        """
                        INSERT INTO lead_assignment (lead_id, rep, reason, on_day, at)
                        VALUES (:lead, :rep, :reason, :day, :at)
                        """)
                .param("lead", lead.id())
                .param("rep", rep)
                .param("reason", reason)
                .param("day", workingTime.today())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    void backToPool(Lead lead, String why) {
        change(lead, "owner = NULL, state = 'new'", Map.of());
        endAssignment(lead, why);
    }

    private void endAssignment(Lead lead, String why) {
        jdbc.sql(
                        """
                        UPDATE lead_assignment SET ended_on = :day, ended_why = :why
                         WHERE lead_id = :lead AND ended_on IS NULL
                        """)
                .param("lead", lead.id())
                .param("day", workingTime.today())
                .param("why", why)
                .update();
    }

    /** Reps who lost this lead to the pool, and the day it happened last. */
    Map<String, LocalDate> lostBy(Lead lead) {
        return jdbc
                .sql(
                        """
                        SELECT rep, max(ended_on) AS day FROM lead_assignment
                         WHERE lead_id = :lead AND ended_why = 'no follow-up' GROUP BY rep
                        """)
                .param("lead", lead.id())
                .query((row, n) -> Map.entry(row.getString("rep"), row.getObject("day", LocalDate.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same of several leads, by number; without those that nobody lost. */
    Map<String, Map<String, LocalDate>> lostBy(Collection<String> numbers) {
        Map<String, Map<String, LocalDate>> lost = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT number, rep, max(ended_on) AS day
                          FROM lead JOIN lead_assignment ON lead_id = lead.id
                         WHERE number = ANY (:numbers) AND ended_why = 'no follow-up' GROUP BY number, rep
                        """)
                .param("numbers", numbers.toArray(String[]::new))
                .query(row -> {
                    lost.computeIfAbsent(row.getString("number"), number -> new HashMap<>())
                            .put(row.getString("rep"), row.getObject("day", LocalDate.class));
                });
        return lost;
    }

    /** How often the lead was given to somebody. */
    int assignments(Lead lead) {
        return jdbc.sql("SELECT count(*) FROM lead_assignment WHERE lead_id = :lead")
                .param("lead", lead.id())
                .query(Integer.class)
                .single();
    }

    void recordContact(Lead lead, String rep, ContactNote note) {
        jdbc.sql(
                        """
                        INSERT INTO lead_contact (lead_id, rep, at, reached, need, budget, time_frame, decision_maker,
                                                  next_step, note)
                        VALUES (:lead, :rep, :at, :reached, :need, :budget, :timeFrame, :decisionMaker, :nextStep, :note)
                        """)
                .param("lead", lead.id())
                .param("rep", rep)
                .param("at", Timestamp.from(clock.instant()))
                .param("reached", note.reached())
                .param("need", note.need())
                .param("budget", note.budget())
                .param("timeFrame", note.timeFrame())
                .param("decisionMaker", note.decisionMaker())
                .param("nextStep", note.nextStep())
                .param("note", note.note())
                .update();
    }

    void markContacted(Lead lead, String grade, String reason) {
        change(
                lead,
                "state = 'contacted', grade = :grade, grade_reason = :reason",
                Map.of("grade", grade, "reason", reason));
    }

    void markQualified(Lead lead, long customerId, LeadClass leadClass) {
        change(
                lead,
                "state = 'qualified', customer_id = :customer, lead_class = :class",
                Map.of("customer", customerId, "class", stored(leadClass)));
    }

    void markNurturing(Lead lead, LocalDate until) {
        change(lead, "state = 'nurturing', nurture_until = :until", Map.of("until", until));
        endAssignment(lead, "asleep until " + until);
    }

    void markDisqualified(Lead lead, String reason) {
        change(lead, "state = 'disqualified', disqualified_because = :reason", Map.of("reason", reason));
        endAssignment(lead, "disqualified");
    }

    void noteQualification(Lead lead, @Nullable String note) {
        jdbc.sql("UPDATE lead SET qualification_note = :note WHERE id = :id")
                .param("note", note)
                .param("id", lead.id())
                .update();
    }

    private void change(Lead lead, String assignments, Map<String, ?> values) {
        int changed = jdbc.sql("UPDATE lead SET " + assignments
                        + ", changed_at = :now, version = version + 1 WHERE id = :id AND version = :version")
                .params(values)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", lead.id())
                .param("version", lead.version())
                .update();
        if (changed == 0) {
            throw new OptimisticLockingFailureException("Lead " + lead.number() + " was changed at the same time");
        }
    }

    private static String hash(NewLead lead) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(lead.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stored(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Lead lead(ResultSet row, int number) throws SQLException {
        return new Lead(
                row.getLong("id"),
                row.getString("number"),
                row.getString("company_name"),
                row.getString("contact_name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("tax_number"),
                row.getString("region"),
                row.getString("source"),
                row.getString("campaign"),
                row.getString("product"),
                row.getBigDecimal("expected_value"),
                row.getString("currency"),
                row.getObject("received_on", LocalDate.class),
                row.getString("external_id"),
                row.getString("note"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                LeadClass.valueOf(row.getString("lead_class").toUpperCase(Locale.ROOT)),
                row.getString("owner"),
                row.getObject("customer_id", Long.class),
                row.getString("grade"),
                row.getString("grade_reason"),
                row.getString("new_company_reason"),
                row.getString("merged_into"),
                row.getObject("nurture_until", LocalDate.class),
                row.getString("disqualified_because"),
                row.getString("process_instance_id"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("version"));
    }
}
