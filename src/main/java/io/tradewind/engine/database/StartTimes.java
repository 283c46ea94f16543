package io.tradewind.engine.database;

import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;

/**
 * Writes the engine's history, and remembers of what this node began when it began. The engine asks the database for it each
 * time that a step, a task or a process goes on in another transaction. It never changes, and no other has the same id; what
 * is not remembered (begun on another node or before the start, or too long ago) is asked as before.
 */
final class StartTimes extends DbHistoryEventHandler {

    /** Some three megabytes. */
    private static final int MOST = 20_000;

    private final Map<String, Long> open = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    });

    @Override
    protected void insertOrUpdate(HistoryEvent event) {
        if (event instanceof HistoricScopeInstanceEvent scope && scope.getId() != null) {
            if (!isInitialEvent(event)) {
                goOn(scope);
                return;
            }
            if (scope.getStartTime() != null) {
                open.put(scope.getId(), scope.getStartTime().getTime());
            }
        }
        super.insertOrUpdate(event);
    }

    /** What ended and is undone after all is asked for the next time. */
    private void goOn(HistoricScopeInstanceEvent scope) {
        Long began = scope.getEndTime() == null ? open.get(scope.getId()) : open.remove(scope.getId());
        if (began == null || getDbEntityManager().getCachedEntity(scope.getClass(), scope.getId()) != null) {
            super.insertOrUpdate(scope);
        } else {
            scope.setStartTime(new Date(began));
            getDbEntityManager().merge(scope);
        }
    }
}
