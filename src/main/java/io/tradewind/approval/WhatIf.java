package io.tradewind.approval;

import io.tradewind.approval.Replay.Asked;
import io.tradewind.approval.Replay.Changed;
import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionDrafts;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import io.tradewind.organization.Errand;
import io.tradewind.organization.People;
import io.tradewind.organization.StandIns;
import io.tradewind.organization.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closed deals through a changed decision table: who would have been asked, and what would have changed. */
@Service
@Transactional(readOnly = true)
public class WhatIf {

    private static final String NOBODY = "nobody";
    private static final String UNDECIDABLE = "undecidable";

    private static final Set<String> OF_EVERY_KIND =
            Set.of("approval-countersign", "approval-matrix", "approval-fallback");

    private final DecisionDrafts drafts;
    private final PastRequests past;
    private final People people;
    private final Acting acting;

    WhatIf(DecisionDrafts drafts, PastRequests past, People people, Acting acting) {
        this.drafts = drafts;
        this.past = past;
        this.people = people;
        this.acting = acting;
    }

    /**
     * Asks for every closed deal by the deployed tables and by the changed ones. People, reporting lines and customers count
     * as they are today, and nobody is absent; approvals that were given are not looked at.
     *
     * @param dmn a DMN file with tables that have a say in the approval of prices
     * @param from first closing day; null is from the beginning
     * @param to last closing day; null is until today
     * @throws Refused naming the field, if the file cannot be tried or the days are the wrong way round
     */
    public Replay replay(String dmn, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw new Refused("to", "The last day %s lies before the first, %s.".formatted(to, from));
        }
        DecisionDrafts.Draft draft = drafts.with(dmn);
        Set<String> haveASay = new TreeSet<>(OF_EVERY_KIND);
        haveASay.add(past.kind() + "-authority");
        if (draft.decisions().stream().noneMatch(haveASay::contains)) {
            throw new Refused(
                    "file",
                    "No table of the file has a say in the approval of prices; it holds %s, those are %s."
                            .formatted(String.join(", ", draft.decisions()), String.join(", ", haveASay)));
        }
        Tally tally = new Tally(planner(drafts.deployed()), planner(draft.tables()));
        long withoutPrice = past.each(from, to, tally::add);
        return tally.told(draft.decisions(), from, to, withoutPrice);
    }

    private ApprovalPlanner planner(DecisionTables tables) {
        return new ApprovalPlanner(new AuthorityTables(tables, acting), new RememberedPeople(people), new NobodyAway());
    }

    /** Counts while the deals go by. */
    private final class Tally {

        private final ApprovalPlanner now;
        private final ApprovalPlanner then;
        private final People known = new RememberedPeople(people);
        private final Map<String, long[]> asked = new HashMap<>();
        private final List<Changed> changed = new ArrayList<>();
        private long deals;
        private long withoutRep;
        private long changes;

        Tally(ApprovalPlanner now, ApprovalPlanner then) {
            this.now = now;
            this.then = then;
        }

        void add(PastRequest deal) {
            if (known.find(deal.request().requester()).isEmpty()) {
                withoutRep++;
                return;
            }
            deals++;
            List<Replay.Person> before = askedFor(deal, now);
            List<Replay.Person> after = askedFor(deal, then);
            count(before, 0);
            count(after, 1);
            if (!before.equals(after)) {
                changes++;
                changed.add(changed(deal, before, after));
            }
        }

        private List<Replay.Person> askedFor(PastRequest deal, ApprovalPlanner planner) {
            try {
                return planner.discreetPlan(deal.request()).approvers().stream()
                        .map(person -> new Replay.Person(person.userId(), person.name(), person.role()))
                        .toList();
            } catch (Refused nobodyMay) {
                return List.of(new Replay.Person("", "nobody may decide it", UNDECIDABLE));
            } catch (ClassCastException | IllegalArgumentException unusable) {
                throw new Refused(
                        "file",
                        "A table answers what cannot be used (%s). Compare the columns and types of its answers with those of the table that is deployed."
                                .formatted(unusable.getMessage()));
            }
        }

        private void count(List<Replay.Person> people, int column) {
            Set<String> roles = people.isEmpty()
                    ? Set.of(NOBODY)
                    : people.stream().map(Replay.Person::role).collect(Collectors.toSet());
            roles.forEach(role -> asked.computeIfAbsent(role, unseen -> new long[2])[column]++);
        }

        private Changed changed(PastRequest deal, List<Replay.Person> before, List<Replay.Person> after) {
            ApprovalRequest request = deal.request();
            Map<String, BigDecimal> shown = new HashMap<>(request.measures());
            shown.keySet().retainAll(Set.of(Measures.DISCOUNT, Measures.TOTAL));
            return new Changed(
                    request.subject(),
                    deal.closedOn(),
                    deal.ended(),
                    known.get(request.requester()).name(),
                    deal.customer(),
                    shown,
                    request.currency(),
                    before,
                    after);
        }

        Replay told(Set<String> decisions, @Nullable LocalDate from, @Nullable LocalDate to, long withoutPrice) {
            ToLongFunction<Asked> most = role -> -Math.max(role.now(), role.then());
            return new Replay(
                    new TreeSet<>(decisions),
                    from,
                    to,
                    deals,
                    withoutPrice,
                    withoutRep,
                    asked.entrySet().stream()
                            .map(role -> new Asked(role.getKey(), role.getValue()[0], role.getValue()[1]))
                            .sorted(Comparator.comparingLong(most).thenComparing(Asked::role))
                            .toList(),
                    changes,
                    changed.stream()
                            .sorted(Comparator.comparing(Changed::closedOn)
                                    .reversed()
                                    .thenComparing(Changed::document))
                            .limit(Replay.MOST_CHANGED)
                            .toList());
        }
    }

    /** An absence of today says nothing about who is asked by which rule. */
    private static final class NobodyAway implements StandIns {

        @Override
        public Standing standing(String userId, Errand errand) {
            return new Standing(null, null, "");
        }

        @Override
        public boolean holdsTaskOf(String owner, String userId) {
            return false;
        }

        @Override
        public Optional<String> ownerOf(String taskId) {
            return Optional.empty();
        }
    }
}
