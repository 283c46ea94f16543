package io.tradewind.engine;

/** Which version of a decision table counts now, for whoever keeps what it said. */
public interface DecisionVersions {

    /**
     * The version in which the decision is deployed now: the one that {@link DecisionTables#evaluate} asks.
     *
     * @throws IllegalArgumentException if no such decision is deployed
     */
    int version(String decisionId);
}
