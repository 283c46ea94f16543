package io.tradewind.planning;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Targets of a year, from the proposal to the published version and its changes. Every verb that changes a draft refuses
 * what is outside the scope of who acts, and what is no draft any more.
 */
public interface TargetPlans {

    /**
     * Draws up a proposal: the company's totals, broken down by the rule of the table {@code target-share}.
     *
     * @return its number
     * @throws io.tradewind.engine.Refused if the year is past, planned already or being planned, or there is nothing to
     *     grow from
     */
    String propose(NewPlan wanted);

    /**
     * Takes over a year's plan that was agreed before Tradewind was there, and publishes it at once.
     *
     * @param seasons twelve weights
     * @param products shares by code that add up to 1
     */
    String adopt(int year, Map<Measure, BigDecimal> totals, List<BigDecimal> seasons, Map<String, BigDecimal> products);

    /** @throws io.tradewind.engine.Refused if there is none */
    TargetPlan get(String number);

    /** The latest year first, and its latest version. */
    List<TargetPlan> all();

    /** The version that counts. */
    Optional<TargetPlan> published(int year);

    Breakdown breakdown(String number);

    /** What was proposed for each place, and why. */
    List<ProposedValue> proposals(String number);

    /** Leaves of a published version. */
    List<Leaf> leaves(String number);

    /** As {@link #leaves}, of a draft as it stands now; empty while there is no month for something. */
    List<Leaf> preview(String number);

    /** Whether a person with this scope may see the plan: what is published, what is put to them, what is their own. */
    boolean sees(TargetPlan plan, TargetScope scope);

    /** Whether a person with this scope may change it now. */
    boolean changes(TargetPlan plan, TargetScope scope);

    /** What falls on each of the twelve months of every place and measure; nothing while a draft cannot be broken down. */
    Map<String, Map<Measure, List<BigDecimal>>> months(String number);

    /**
     * How a target became another than it was.
     *
     * @param by user id
     */
    record Edit(
            String node, Measure measure, BigDecimal before, BigDecimal after, String reason, String by, Instant at) {}

    /** What was changed in a draft, the latest last. */
    List<Edit> edits(String number);

    /**
     * Sets some of the year's values of a draft, all of them or none.
     *
     * @param values by place and measure
     * @param spread whether what is below is brought into line
     * @param revision the draft's as it was read; null takes it as it is
     * @param reason why a target becomes another; a change within the year has its own
     * @throws io.tradewind.engine.Refused if a place is unknown or not theirs, a value cannot be meant, the parts of a
     *     place would differ from it by more than the tolerance, or the draft was changed meanwhile
     */
    void change(
            String number,
            Map<String, Map<Measure, BigDecimal>> values,
            boolean spread,
            @Nullable Integer revision,
            @Nullable String reason);

    /** Brings the parts of a place, and theirs, into line with it. */
    void spread(String number, String node, Measure measure);

    /** Sets how the year falls on its months. */
    void season(String number, List<BigDecimal> weights);

    /** Sets the shares of products of a place, as fractions that add up to 1; empty takes those of what it is part of. */
    void mix(String number, String node, Map<String, BigDecimal> shares);

    /** Names a key customer of a rep, as a part of the rep's target. */
    void nameCustomer(String number, String rep, String customer);

    /** What does not add up yet. */
    List<Breakdown.Gap> gaps(String number);

    /** @throws io.tradewind.engine.Refused naming the first place whose parts do not add up to it exactly */
    void mustAddUp(String number);

    /** By how much parts may differ in a draft, as a fraction of the whole. */
    BigDecimal tolerance(Measure measure);

    /**
     * Makes the draft the version of its year that counts, and tells everybody.
     *
     * @throws io.tradewind.engine.Refused if anything does not add up exactly
     */
    void publish(String number);

    /** Gives the draft up. */
    void withdraw(String number);

    /** Moves a draft on, or back to who drew it up. */
    void hand(String number, TargetPlan.State state);

    /** Not granted: the change is given up. */
    void refuse(String number);

    /** What was proposed for a place, and by which rule. */
    record ProposedValue(String node, Measure measure, BigDecimal amount, String why) {}
}
