package io.tradewind.engine.web;

import org.jspecify.annotations.Nullable;

/** Where the number of a deal leads the person who is acting; the module that has the page of deals implements it. */
@FunctionalInterface
public interface DealLink {

    /** The address of the deal's page; null where there is no such deal, or none that they may open. */
    @Nullable
    String of(String dealNumber);
}
