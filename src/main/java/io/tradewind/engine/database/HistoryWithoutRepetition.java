package io.tradewind.engine.database;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.jspecify.annotations.Nullable;

/**
 * The engine's history as at its level {@code full}, and under its name and number, so that a database of either can be
 * opened with the other; but for three kinds of rows that make up a quarter of all statements of a journey and repeat what
 * stands elsewhere (docs/decisions/0009): each value that a variable once had, each job that was planned, and each that was
 * taken back. What people submitted, the last value of each variable, and each job that ran or failed are kept.
 */
class HistoryWithoutRepetition extends HistoryLevelFull {

    private static final Set<HistoryEventTypes> REPETITION = Set.of(
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL,
            HistoryEventTypes.JOB_CREATE,
            HistoryEventTypes.JOB_DELETE);

    @Override
    public boolean isHistoryEventProduced(HistoryEventType eventType, @Nullable Object entity) {
        return !REPETITION.contains(eventType) && super.isHistoryEventProduced(eventType, entity);
    }
}
