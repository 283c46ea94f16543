package io.tradewind.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model says that something happened, by the step "Record a fact".
 *
 * @param cause unique for ever: this passage through this step
 * @param name what happened, in the owner's words, at most 60 characters
 * @param document business key of the process
 * @param rep user id of whom it counts for
 */
public record FactNoted(
        String cause, String name, String document, @Nullable String rep, @Nullable Long customerId, Instant at) {}
