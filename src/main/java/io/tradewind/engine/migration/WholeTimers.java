package io.tradewind.engine.migration;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Keeps the timeout listeners of a version whole. The engine's migration ticks off what an instance brings along in the
 * very map that all cases of the version share (ActivityInstanceJobHandler, 7.24): without this, only the first instance
 * moved would keep its reminders, and cases that begin later would have none.
 */
final class WholeTimers extends AbstractBpmnParseListener {

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        protect(process);
    }

    private static void protect(ScopeImpl scope) {
        if (scope.getProperties().contains(BpmnProperties.TIMEOUT_LISTENER_DECLARATIONS)) {
            scope.getProperties()
                    .set(
                            BpmnProperties.TIMEOUT_LISTENER_DECLARATIONS,
                            new Copies(scope.getProperties().get(BpmnProperties.TIMEOUT_LISTENER_DECLARATIONS)));
        }
        scope.getActivities().forEach(WholeTimers::protect);
    }

    /** Step → listener → timer. Whoever takes one out takes it out of a copy. */
    private static final class Copies extends AbstractMap<String, Map<String, TimerDeclarationImpl>> {

        private final Map<String, Map<String, TimerDeclarationImpl>> whole;

        Copies(Map<String, Map<String, TimerDeclarationImpl>> whole) {
            this.whole = whole;
        }

        @Override
        public Set<Entry<String, Map<String, TimerDeclarationImpl>>> entrySet() {
            Map<String, Map<String, TimerDeclarationImpl>> copy = new HashMap<>();
            whole.forEach((step, listeners) -> copy.put(step, new HashMap<>(listeners)));
            return copy.entrySet();
        }
    }
}
