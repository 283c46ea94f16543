package io.tradewind.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the record of a request: an answer, or what somebody did with it besides. Nobody can change it later.
 *
 * @param by who did it
 * @param what in words, e.g. {@code approved} or {@code handed it on to Dana Reeves}
 */
public record ApprovalAct(Instant at, String by, String what, @Nullable String comment) {}
