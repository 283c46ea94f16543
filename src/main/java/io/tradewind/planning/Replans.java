package io.tradewind.planning;

import java.math.BigDecimal;

/** Changing published targets within their year. Every verb refuses what is outside the scope of who acts. */
public interface Replans {

    /** Kind of the approval of a change. */
    String KIND = "target-change";

    /**
     * Starts a change of the published plan.
     *
     * @param firstMonth the first month that may change; the months before stay
     * @return the draft's number
     */
    String replan(int year, int firstMonth, String reason);

    /** A rep joins: the target begins in the plan's first month and comes from what is nobody's in the team. */
    void join(String number, String rep);

    /** A rep leaves: what is left of the year goes back to the team; the months before stay. */
    void leave(String number, String rep);

    /**
     * Gives a change up before it is published, so that another can begin; an open request for its approval is taken back.
     *
     * @throws io.tradewind.engine.Refused if it is no change, closed already, or no reason is given
     */
    void giveUp(String number, String reason);

    /**
     * Asks for a change to be approved.
     *
     * @return whether somebody has to be asked
     */
    Request requestApproval(String number);

    /** The money that a change moves from one to another, adds or takes away. */
    BigDecimal moved(String number);

    /** What came of asking. */
    record Request(long approvalId, boolean approvalNeeded) {}
}
