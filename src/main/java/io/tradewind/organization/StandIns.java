package io.tradewind.organization;

/** Who does the work of somebody absent. */
public interface StandIns {

    /**
     * Whether somebody is here today, by the calendar of their region; if not, who does this for them. Where the delegate
     * is absent too, the delegate's delegate does.
     */
    Standing standing(String userId, Errand errand);

    /** Whether somebody has a task of another person's now, because that person is absent. */
    boolean holdsTaskOf(String owner, String userId);

    /** The other person's task that this is, if it is with somebody who stands in. */
    java.util.Optional<String> ownerOf(String taskId);
}
