package io.tradewind.engine.expression;

import io.tradewind.engine.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.bpmn.behavior.ClassDelegateActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.MailActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ScriptTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ServiceTaskExpressionActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ShellActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Refuses a model that holds anything but the {@link ModelWords}, before anything of it runs; and, whatever it was written
 * as, a step that the engine has turned into a command, a mail, a script or a class.
 */
final class NoCodeInModels extends AbstractBpmnParseListener {

    private static final List<Class<?>> CODE = List.of(
            ShellActivityBehavior.class,
            MailActivityBehavior.class,
            ScriptTaskActivityBehavior.class,
            ServiceTaskExpressionActivityBehavior.class,
            ClassDelegateActivityBehavior.class);

    /** Deeper than any drawing. */
    private static final int DEEPEST = 100;

    /** @throws Refused naming the first element with code in it */
    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
        examine(root, "the model", 0);
        definitions.forEach(NoCodeInModels::examine);
    }

    private static void examine(Element element, String within, int depth) {
        String id = element.attribute("id");
        String here = id == null ? within : "'" + id + "'";
        if (depth > DEEPEST) {
            throw new Refused("deployment", "Element " + here + " holds too many elements inside each other.");
        }
        Map<String, String> attributes = new TreeMap<>();
        element.attributes().forEach(key -> attributes.put(key, element.attribute(key)));
        String strange = ModelWords.strangeInDiagram(element.getUri(), element.getTagName(), attributes);
        if (strange != null) {
            throw refused(here, strange);
        }
        element.elements().forEach(child -> examine(child, here, depth + 1));
    }

    private static void examine(ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            Object behavior = activity.getActivityBehavior();
            if (CODE.stream().anyMatch(code -> code.isInstance(behavior))) {
                throw refused(
                        "'" + activity.getId() + "'",
                        "would run as a " + behavior.getClass().getSimpleName());
            }
            examine(activity);
        }
    }

    private static Refused refused(String where, String what) {
        return new Refused(
                "deployment",
                "Element " + where + " " + what + ". Models here contain no code, and only words that the application"
                        + " knows.");
    }
}
