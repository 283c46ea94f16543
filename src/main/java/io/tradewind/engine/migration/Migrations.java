package io.tradewind.engine.migration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Moving running instances from one version of their process to another. */
public interface Migrations {

    /** So many instances are tried at most, some of each place where they stand. */
    int MOST_TRIED = 200;

    /**
     * Where each step goes: by equal ids, by what the product says was renamed, and by choice.
     *
     * @throws io.tradewind.engine.Refused when a version does not exist or a choice is not possible
     */
    Proposal propose(Wanted wanted);

    /**
     * Really moves each instance in a transaction of its own, and takes it back. Nobody notices, nothing is kept.
     *
     * @throws io.tradewind.engine.Refused as {@link #propose}
     */
    Trials tryOut(Wanted wanted);

    /**
     * Begins to move them, each in a transaction of its own, as a batch of the engine.
     *
     * @return the number of the migration
     * @throws io.tradewind.engine.Refused as {@link #propose}, and when another one of the same instances is under way
     */
    long start(Wanted wanted, String why);

    /** Once more for those that did not come over. */
    long again(long id, String why);

    /** The newest first. */
    List<Migration> of(String processId, int limit);

    Optional<Migration> migration(long id);

    /** What became of each, those that did not come over first. */
    List<Result> results(long id, int limit, int offset);

    /**
     * @param steps for steps without an equal one: id → id in the other version; what is not named stays where it is
     * @param only documents of the instances that are meant; empty for all
     */
    record Wanted(String processId, int from, int to, Map<String, String> steps, Set<String> only) {
        public Wanted {
            steps = Map.copyOf(steps);
            only = Set.copyOf(only);
        }
    }

    /**
     * @param instances that stand on the version and are meant
     * @param places where they stand, and what has no equal step
     * @param equal how many steps go to an equal one
     * @param added steps that nobody passed who is past them
     */
    record Proposal(Wanted wanted, long instances, List<Place> places, int equal, List<String> added) {

        public boolean hasUnmapped() {
            return places.stream().anyMatch(place -> place.to() == null);
        }
    }

    enum How {
        EQUAL,
        DECLARED,
        CHOSEN,
        NONE
    }

    /**
     * @param to null when those that stand here stay
     * @param choices the steps it can be given, if it has no equal one
     */
    record Place(
            String id,
            String name,
            String kind,
            long standing,
            @Nullable String to,
            @Nullable String toName,
            How how,
            List<Choice> choices,
            String remark) {}

    record Choice(String id, String name) {}

    /** @param total those that are meant, of which at most {@link #MOST_TRIED} are tried */
    record Trials(long total, List<Trial> trials) {

        public long possible() {
            return trials.stream().filter(Trial::possible).count();
        }
    }

    record Trial(String instanceId, String document, String stands, boolean possible, String remark) {}

    enum Outcome {
        /** It stands on the other version now. */
        MOVED,
        /** It could not be moved; it is where it was. */
        FAILED,
        /** It stands where nothing corresponds. */
        LEFT,
        /** It ended before, or somebody else moved it. */
        GONE
    }

    /**
     * @param steps those that were given another one
     * @param running whether there are some to come
     */
    record Migration(
            long id,
            String processId,
            int from,
            int to,
            Instant at,
            String by,
            String why,
            Map<String, String> steps,
            int total,
            @Nullable Long againOf,
            int moved,
            int failed,
            int left,
            int gone,
            boolean running) {

        public int waiting() {
            return total - moved - failed - left - gone;
        }
    }

    record Result(String instanceId, String document, Instant at, Outcome outcome, String remark) {}
}
