package io.tradewind.contract;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcRenewals implements Renewals {

    private static final String RENEW = "renew";
    private static final Set<String> DECISIONS = Set.of(RENEW, "renegotiate", "let-end");

    private static final String DUE =
            """
            SELECT number
              FROM contract c
             WHERE state = 'signed' AND renewal_on <= :latest
               AND NOT EXISTS (SELECT 1
                                 FROM contract_renewal r
                                WHERE r.contract_number = c.number AND r.renewal_on = c.renewal_on)
             ORDER BY renewal_on, number
            """;

    /** Of two that find it due at the same time, one opens it. */
    private static final String OPEN =
            """
            INSERT INTO contract_renewal (contract_number, renewal_on, rep, opened_at)
            VALUES (:number, :renewalOn, :rep, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String SELECT =
            "SELECT contract_number, renewal_on, rep, decision, note, new_deal FROM contract_renewal";

    private static final String DECIDE =
            """
            UPDATE contract_renewal
               SET decision = :decision, note = :note, decided_at = :now, decided_by = :by
             WHERE contract_number = :number AND renewal_on = :renewalOn AND decision IS NULL
            """;

    private static final String FOLLOW =
            """
            UPDATE contract_renewal
               SET new_deal = :deal
             WHERE contract_number = :number AND renewal_on = :renewalOn AND new_deal IS NULL
            """;

    private final JdbcClient jdbc;
    private final Contracts contracts;
    private final RenewalNotice notice;
    private final RenewalCases cases;
    private final RenewalJourneys journeys;
    private final People people;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final Clock clock;

    JdbcRenewals(
            JdbcClient jdbc,
            Contracts contracts,
            RenewalNotice notice,
            RenewalCases cases,
            RenewalJourneys journeys,
            People people,
            WorkingTime workingTime,
            Acting acting,
            Clock clock) {
        this.jdbc = jdbc;
        this.contracts = contracts;
        this.notice = notice;
        this.cases = cases;
        this.journeys = journeys;
        this.people = people;
        this.workingTime = workingTime;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    public int openDue() {
        LocalDate today = workingTime.today();
        List<String> due = jdbc.sql(DUE)
                .param("latest", today.plusDays(RenewalNotice.FARTHEST))
                .query(String.class)
                .list();
        int opened = 0;
        for (String number : due) {
            Contract contract = contracts.get(number);
            if (!notice.opens(contract, today)) {
                continue;
            }
            String rep = whoDecides(contract.rep());
            int rows = jdbc.sql(OPEN)
                    .param("number", number)
                    .param("renewalOn", contract.renewalOn())
                    .param("rep", rep)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            if (rows == 1) {
                cases.open(contract, rep);
                opened++;
            }
        }
        return opened;
    }

    /** Years may have passed: for somebody who has left, the nearest superior who has not. */
    private String whoDecides(String rep) {
        if (people.find(rep).filter(Person::active).isPresent()) {
            return rep;
        }
        return people.reportingLine(rep).stream()
                .filter(Person::active)
                .findFirst()
                .map(Person::userId)
                .orElse(rep);
    }

    @Override
    public void decide(String number, LocalDate renewalOn, String decision, @Nullable String note) {
        if (!DECISIONS.contains(decision)) {
            throw new Refused("renewalDecision", "Renew it, renegotiate it, or let it end.");
        }
        if (!decision.equals(RENEW) && (note == null || note.isBlank())) {
            throw new Refused("renewalNote", "Say why it is not simply renewed.");
        }
        int rows = jdbc.sql(DECIDE)
                .param("decision", decision)
                .param("note", PlainText.orNull(note))
                .param("now", Timestamp.from(clock.instant()))
                .param("by", acting.user().orElse("system"))
                .param("number", number)
                .param("renewalOn", renewalOn)
                .update();
        if (rows == 0 && !decision.equals(get(number, renewalOn).decision())) {
            throw new Refused("renewalDecision", "This was decided before.");
        }
    }

    @Override
    public String startDeal(String number, LocalDate renewalOn) {
        Case known = get(number, renewalOn);
        if (known.newDeal() != null) {
            return known.newDeal();
        }
        Contract before = contracts.get(number);
        String deal = journeys.open(before, known.rep());
        jdbc.sql(FOLLOW)
                .param("deal", deal)
                .param("number", number)
                .param("renewalOn", renewalOn)
                .update();
        journeys.send(deal, before, known.rep());
        return Objects.requireNonNull(get(number, renewalOn).newDeal());
    }

    @Override
    public Optional<Case> of(String number) {
        return jdbc.sql(SELECT + " WHERE contract_number = :number ORDER BY renewal_on DESC LIMIT 1")
                .param("number", number)
                .query(Case.class)
                .optional();
    }

    @Override
    public Optional<String> before(String dealNumber) {
        return jdbc.sql("SELECT contract_number FROM contract_renewal WHERE new_deal = :deal")
                .param("deal", dealNumber)
                .query(String.class)
                .optional();
    }

    private Case get(String number, LocalDate renewalOn) {
        return jdbc.sql(SELECT + " WHERE contract_number = :number AND renewal_on = :renewalOn FOR UPDATE")
                .param("number", number)
                .param("renewalOn", renewalOn)
                .query(Case.class)
                .optional()
                .orElseThrow(() ->
                        new Refused("contractNumber", "No case about the renewal of contract " + number + " is open."));
    }
}
