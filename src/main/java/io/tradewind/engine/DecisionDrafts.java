package io.tradewind.engine;

import java.util.Set;

/** Decision tables to try out many times, beside the deployed ones and without touching them. */
public interface DecisionDrafts {

    /** Largest file, in characters. */
    int LARGEST = 1_000_000;

    /** Most rules of a table. */
    int MOST_RULES = 2_000;

    /** The deployed tables in their latest versions, as they are at this moment; each distinct case is asked once. */
    DecisionTables deployed();

    /**
     * The same, with the tables of this file in place of those of the same id.
     *
     * @param dmn a DMN file
     * @throws Refused naming what is wrong, if it is no DMN file, holds no table, or a table is too large or not FEEL
     */
    Draft with(String dmn);

    /**
     * Tables as they would be.
     *
     * @param decisions ids of the tables in the file
     */
    record Draft(Set<String> decisions, DecisionTables tables) {}
}
