package io.tradewind.organization;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An open task goes to somebody who stands in, or back; told just before it happens, in the same transaction.
 *
 * @param owner whose task it is
 * @param to who has it from now on; the owner when it goes back
 * @param until last day of the owner's absence; null when it goes back
 */
public record TaskPassedOn(String taskId, String processId, String owner, String to, @Nullable LocalDate until) {}
