package io.tradewind.credit;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;

/** Limits and holds that finance sets. */
public interface CreditAccounts {

    /** What the customer's group may owe us: its own limit, else its head's, else the default of its class. */
    BigDecimal limit(long customerId);

    /** Whether finance gave the customer, or the head of its group, a limit of its own. */
    boolean hasOwnLimit(long customerId);

    /** Where {@link #limit} comes from: {@code own}, {@code group} for its head's, {@code class} for the default. */
    String limitFrom(long customerId);

    /** As {@link #setLimit(long, BigDecimal, String)}, where nobody says why. */
    void setLimit(long customerId, BigDecimal limit);

    /**
     * Gives the customer a limit of its own, and writes down who changed it and why. When it is lower than before,
     * {@link CreditTightened} is published.
     *
     * @throws io.tradewind.engine.Refused if it is negative
     */
    void setLimit(long customerId, BigDecimal limit, String why);

    /** Within how many days the customer pays at most, as its last credit review says; empty when there was none. */
    OptionalInt agreedPaymentDays(long customerId);

    /** Whether the customer, or the head of its group, is on credit hold. */
    boolean onHold(long customerId);

    /** As {@link #hold(long, CreditHold.Holder, String)}, by finance. */
    void hold(long customerId, String reason);

    /** Holds all further credit and ends the releases of the customer's group: they were granted on older facts. */
    void hold(long customerId, CreditHold.Holder holder, String reason);

    /** As {@link #liftHold(long, CreditHold.Holder)}, by finance. */
    void liftHold(long customerId);

    /** Ends the hold of this holder; another's stays in force. */
    void liftHold(long customerId, CreditHold.Holder holder);

    /** The customer's own holds that are in force, the oldest first. */
    List<CreditHold> holds(long customerId);
}
