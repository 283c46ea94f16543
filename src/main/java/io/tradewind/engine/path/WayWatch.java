package io.tradewind.engine.path;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Notes which way a case took where there are several; the engine's history does not. */
final class WayWatch extends AbstractBpmnParseListener {

    private static final ExecutionListener NOTE = WayWatch::note;

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
        flow.addBuiltInListener(ExecutionListener.EVENTNAME_TAKE, NOTE);
    }

    private static void note(DelegateExecution execution) {
        TransitionImpl flow = ((ExecutionEntity) execution).getTransition();
        if (flow != null && flow.getSource().getOutgoingTransitions().size() > 1) {
            Context.getCommandContext()
                    .getSession(PassageNotes.class)
                    .took((ExecutionEntity) execution, flow.getSource().getId(), flow.getId());
        }
    }
}
