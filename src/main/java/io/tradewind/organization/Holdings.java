package io.tradewind.organization;

import java.util.Optional;

/** What people have in hand. Every module that puts things into somebody's name says here how many. */
public interface Holdings {

    /** What of this kind is with the person; empty if nothing is. */
    Optional<Held> of(String userId);

    /**
     * Some things of one kind.
     *
     * @param words what they are, with their number: {@code 3 open deals}
     * @param onwards what becomes of them when the person leaves, as a sentence
     */
    record Held(String words, String onwards) {

        /** So many of what is called so when it is one, and so when it is more; empty if there are none. */
        public static Optional<Held> counted(long number, String one, String more, String onwards) {
            return number == 0
                    ? Optional.empty()
                    : Optional.of(new Held(number + " " + (number == 1 ? one : more), onwards));
        }
    }
}
