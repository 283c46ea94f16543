package io.tradewind.approval;

import io.tradewind.approval.ApproverPolicies.Situation;
import io.tradewind.approval.Authorities.Countersign;
import io.tradewind.approval.Authorities.Manner;
import io.tradewind.approval.PlannedApprover.StandIn;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.organization.StandIns;
import io.tradewind.organization.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who must agree to a request. Inside their own authority nobody is asked; beyond it the first person up the reporting
 * line whose authority suffices is asked, not everybody on the way; countersigners are asked at the same time or afterwards, as
 * the table says.
 */
@Component
class ApprovalPlanner {

    private final Authorities authorities;
    private final People people;
    private final StandIns standIns;

    ApprovalPlanner(Authorities authorities, People people, StandIns standIns) {
        this.authorities = authorities;
        this.people = people;
        this.standIns = standIns;
    }

    ApprovalPlan plan(ApprovalRequest request) {
        return plan(request, Envelope.NONE);
    }

    /** The same people, with reasons from which nobody could work out what we pay. */
    ApprovalPlan discreetPlan(ApprovalRequest request) {
        return plan(
                request,
                Envelope.NONE,
                Measures.anyConfidential(request.measures().keySet()));
    }

    /** As {@link #plan(ApprovalRequest)}, sparing those who agreed before to no less than this. */
    ApprovalPlan plan(ApprovalRequest request, Envelope envelope) {
        return plan(request, envelope, false);
    }

    /** Nobody has two voices: who would stand in for one and is asked beside, or for two, stands in for none of them. */
    private ApprovalPlan plan(ApprovalRequest request, Envelope envelope, boolean discreet) {
        Map<String, String> voices = new HashMap<>();
        while (true) {
            ApprovalPlan plan = plan(request, envelope, discreet, voices);
            Map<String, String> doubled = ApprovalErrands.doubled(plan);
            if (doubled.isEmpty()) {
                return plan;
            }
            voices.putAll(doubled);
        }
    }

    private ApprovalPlan plan(
            ApprovalRequest request, Envelope envelope, boolean discreet, Map<String, String> voices) {
        Person requester = people.get(request.requester());
        Situation situation = new Situation(requester, ApprovalErrands.errand(request, voices), standIns);
        Optional<String> beyondOwnAuthority = beyondAuthority(requester, request, discreet);
        List<Countersign> countersigns = authorities.countersigns(request);

        List<PlannedApprover> together = new ArrayList<>();
        List<String> spared = new ArrayList<>();
        Set<ApprovalRule> rules = new LinkedHashSet<>();
        beyondOwnAuthority.ifPresent(why -> {
            PlannedApprover decider = decider(request, situation, why);
            spare(List.of(decider), 1, ofDecider(requester, request, countersigns), request, envelope)
                    .ifPresentOrElse(spared::add, () -> {
                        together.add(decider);
                        rules.addAll(brokenBy(requester, request));
                    });
        });
        List<Pool> pools = new ArrayList<>();
        for (Countersign countersign : countersigns) {
            Pool pool = pool(discreet ? withoutReason(countersign) : countersign, request, situation);
            spare(pool.people(), pool.needed(), ofCountersigner(countersign), request, envelope)
                    .ifPresentOrElse(spared::add, () -> {
                        pools.add(pool);
                        rules.add(ApprovalRule.of(countersign));
                    });
        }
        pools.stream().filter(pool -> pool.manner() == Manner.TOGETHER).forEach(pool -> together.addAll(pool.people()));

        List<ApprovalStep> steps = new ArrayList<>();
        if (!together.isEmpty()) {
            steps.add(ApprovalStep.allOf(1, ApproverPolicies.askedOnce(together)));
        }
        for (Pool pool : pools) {
            if (pool.manner() != Manner.TOGETHER) {
                steps = ApproverPolicies.withStep(steps, pool.mode(), pool.needed(), pool.people());
            }
        }

        String rule = beyondOwnAuthority
                .map(why -> "Beyond the authority of %s: %s.".formatted(named(requester), why))
                .orElse("Within the authority of %s.".formatted(named(requester)));
        return new ApprovalPlan(
                steps,
                spared.isEmpty() ? rule : rule + " " + String.join(" ", spared),
                discreet ? List.of() : List.copyOf(rules));
    }

    /** The people of a countersigning role. */
    private record Pool(Manner manner, int needed, List<PlannedApprover> people) {
        ApprovalStep.Mode mode() {
            return switch (manner) {
                case ONE_OF -> ApprovalStep.Mode.ONE_OF;
                case RATIO -> ApprovalStep.Mode.RATIO;
                case IN_ORDER -> ApprovalStep.Mode.IN_ORDER;
                default -> ApprovalStep.Mode.ALL_OF;
            };
        }
    }

    private static Optional<String> spare(
            List<PlannedApprover> who,
            int needed,
            Predicate<String> concerns,
            ApprovalRequest request,
            Envelope envelope) {
        return envelope.spares(who, needed, concerns, request)
                .map(earlier -> "%s agreed to no less before (%s) and need not be asked again."
                        .formatted(
                                who.stream().map(PlannedApprover::name).collect(Collectors.joining(", ")),
                                earlier.request().subject()));
    }

    /** The superior judges what the authority table limits, and whatever no countersigner watches. */
    private Predicate<String> ofDecider(Person requester, ApprovalRequest request, List<Countersign> countersigns) {
        Optional<Authority> own = authorities.of(requester.role(), request);
        return measure -> own.isEmpty()
                || own.get().limits().stream().anyMatch(limit -> limit.measure().equals(measure))
                || countersigns.stream()
                        .noneMatch(countersign -> ofCountersigner(countersign).test(measure));
    }

    private static Predicate<String> ofCountersigner(Countersign countersign) {
        return measure ->
                countersign.watches().isEmpty() || countersign.watches().contains(measure);
    }

    private Pool pool(Countersign countersign, ApprovalRequest request, Situation situation) {
        List<PlannedApprover> everybody =
                switch (countersign.manner()) {
                    case TOGETHER, IN_ORDER -> List.of();
                    case ALL_OF, ONE_OF, RATIO -> everybodyOf(countersign, situation);
                };
        if (everybody.isEmpty()) {
            Manner alone = countersign.manner() == Manner.TOGETHER ? Manner.TOGETHER : Manner.IN_ORDER;
            return new Pool(alone, 1, List.of(countersigner(countersign, request, situation)));
        }
        int needed =
                switch (countersign.manner()) {
                    case ONE_OF -> 1;
                    case RATIO ->
                        Math.min(everybody.size(), Math.max(1, (int)
                                Math.ceil(everybody.size() * countersign.share() - 1e-9)));
                    default -> everybody.size();
                };
        return new Pool(countersign.manner(), needed, everybody);
    }

    private List<PlannedApprover> everybodyOf(Countersign countersign, Situation situation) {
        return people.inRole(countersign.role()).stream()
                .filter(person -> ApproverPolicies.objection(person, situation).isEmpty())
                .map(person -> asked(person, withoutStop(countersign.reason()), List.of(), situation))
                .toList();
    }

    /**
     * Whether somebody may take over what another is asked: of the same role, a superior, or, where it is asked for an
     * authority and not for a countersignature, with authority enough.
     *
     * @return why not; empty when they may
     */
    Optional<String> againstHandingOn(PlannedApprover from, Person to, ApprovalRequest request) {
        boolean byAuthority =
                beyondAuthority(people.get(from.userId()), request, true).isEmpty();
        boolean may = to.role().equals(from.role())
                || byAuthority && beyondAuthority(to, request, true).isEmpty()
                || people.reportingLine(from.userId()).stream()
                        .anyMatch(superior -> superior.userId().equals(to.userId()));
        return may
                ? Optional.empty()
                : Optional.of("%s may not decide this. Hand it to somebody of your role, to a superior%s."
                        .formatted(named(to), byAuthority ? ", or to somebody whose authority suffices" : ""));
    }

    private PlannedApprover decider(ApprovalRequest request, Situation situation, String why) {
        List<String> passedOver = new ArrayList<>();
        for (Person superior : people.reportingLine(situation.requester().userId())) {
            if (beyondAuthority(superior, request, true).isPresent()) {
                continue;
            }
            Optional<String> objection = ApproverPolicies.objection(superior, situation);
            if (objection.isEmpty()) {
                return asked(
                        superior,
                        "%s; %s is the first up the reporting line who may decide it"
                                .formatted(reason(why, situation), named(superior)),
                        passedOver,
                        situation);
            }
            passedOver.add(objection.get());
        }
        String exhausted = reason(why, situation) + ", and nobody up the reporting line can decide it";
        return firstOf(Roles.GENERAL_MANAGER, situation, passedOver)
                .map(person -> asked(
                        person, exhausted + "; the general manager decides what no rule covers", passedOver, situation))
                .orElseGet(() -> fallback(request, situation, exhausted, passedOver));
    }

    private PlannedApprover countersigner(Countersign countersign, ApprovalRequest request, Situation situation) {
        List<String> passedOver = new ArrayList<>();
        return firstOf(countersign.role(), situation, passedOver)
                .or(() -> superiorOfOneIn(countersign.role(), situation, passedOver))
                .map(person -> asked(person, withoutStop(countersign.reason()), passedOver, situation))
                .orElseGet(() -> fallback(
                        request,
                        situation,
                        "%s, and nobody in the role %s can countersign"
                                .formatted(withoutStop(countersign.reason()), Roles.inWords(countersign.role())),
                        passedOver));
    }

    private PlannedApprover fallback(
            ApprovalRequest request, Situation situation, String why, List<String> passedOver) {
        return authorities
                .fallbackRole(request)
                .flatMap(role -> firstOf(role, situation, passedOver))
                .map(person ->
                        asked(person, why + "; in that case " + named(person) + " decides", passedOver, situation))
                .orElseThrow(
                        () -> new Refused(("There is nobody who may decide this request: %s%s. Ask for it when one of"
                                        + " them is back, or have the table approval-fallback name somebody.")
                                .formatted(why, because(passedOver))));
    }

    /** The first of a role who is here, by user id. */
    private Optional<Person> firstOf(String role, Situation situation, List<String> passedOver) {
        for (Person person : people.inRole(role)) {
            Optional<String> objection = ApproverPolicies.objection(person, situation);
            if (objection.isEmpty()) {
                return Optional.of(person);
            }
            note(passedOver, objection.get());
        }
        return Optional.empty();
    }

    private Optional<Person> superiorOfOneIn(String role, Situation situation, List<String> passedOver) {
        for (Person person : people.inRole(role)) {
            for (Person superior : people.reportingLine(person.userId())) {
                Optional<String> objection = ApproverPolicies.objection(superior, situation);
                if (objection.isEmpty()) {
                    return Optional.of(superior);
                }
                note(passedOver, objection.get());
            }
        }
        return Optional.empty();
    }

    /** Why somebody may not decide this alone; empty when they may. */
    private Optional<String> beyondAuthority(Person person, ApprovalRequest request, boolean discreet) {
        return authorities
                .of(person.role(), request)
                .map(authority -> discreet ? authority.exceededDiscreetlyBy(request) : authority.exceededBy(request))
                .orElseGet(
                        () -> Optional.of("no rule gives the role " + Roles.inWords(person.role()) + " any authority"));
    }

    /** The rules by which this is not the person's own to decide. */
    private List<ApprovalRule> brokenBy(Person person, ApprovalRequest request) {
        return authorities
                .of(person.role(), request)
                .map(authority -> authority.broken(request).stream()
                        .map(limit -> ApprovalRule.beyond(limit, person.role()))
                        .toList())
                .orElseGet(() -> List.of(ApprovalRule.noAuthority(person.role())));
    }

    /** The process owners' own words may name anything, so none of them are repeated. */
    private static Countersign withoutReason(Countersign countersign) {
        return new Countersign(
                countersign.role(),
                DiscreetWords.agreementOf(countersign.role()),
                countersign.manner(),
                countersign.share(),
                countersign.watches());
    }

    private static PlannedApprover asked(Person person, String why, List<String> passedOver, Situation situation) {
        Standing standing = situation.standing(person);
        Person standIn = standing.standIn();
        return new PlannedApprover(
                person.userId(),
                person.name(),
                person.role(),
                why + because(passedOver) + ".",
                standIn == null ? null : new StandIn(standIn.userId(), standIn.name(), standing.until()));
    }

    private static String reason(String why, Situation situation) {
        Person requester = situation.requester();
        return "Beyond what " + Roles.several(requester.role()) + " may decide: " + why;
    }

    private static String because(List<String> passedOver) {
        return passedOver.isEmpty() ? "" : ", since " + String.join(", ", passedOver);
    }

    private static void note(List<String> passedOver, String objection) {
        if (!passedOver.contains(objection)) {
            passedOver.add(objection);
        }
    }

    private static String named(Person person) {
        return person.name() + " (" + Roles.inWords(person.role()) + ")";
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
