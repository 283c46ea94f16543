package io.tradewind.organization;

import java.util.Map;

/** What an absence's delegate can stand in for; implemented where the models are known. */
public interface Scopes {

    /** Processes with tasks of single people, and kinds of approval: each with its name in words. */
    Map<String, String> words();
}
