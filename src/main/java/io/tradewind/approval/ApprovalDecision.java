package io.tradewind.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer, as it was given; nobody can change it later.
 *
 * @param askedUser whose decision it was
 * @param decidedBy who gave it
 * @param answer what they said
 * @param comment why; always there unless they agreed
 */
public record ApprovalDecision(
        int step, String askedUser, String decidedBy, Answer answer, @Nullable String comment, Instant decidedAt) {}
