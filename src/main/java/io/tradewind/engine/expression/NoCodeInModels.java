package io.tradewind.engine.expression;

import io.tradewind.engine.Refused;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Refuses a model that names a Java class, a script, a shell command or a connector, before anything of it runs. */
final class NoCodeInModels extends AbstractBpmnParseListener {

    private static final Set<String> CODE = Set.of("script", "scriptTask", "connector");

    /** @throws Refused naming the first element with code in it */
    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
        examine(root, "the model");
    }

    private static void examine(Element element, String within) {
        String id = element.attribute("id");
        String here = id == null ? within : "'" + id + "'";
        if (CODE.contains(element.getTagName())) {
            throw refused(here, "a " + element.getTagName());
        }
        boolean extension =
                BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS.getNamespaceUri().equals(element.getUri());
        if (extension && element.attribute("class") != null
                || camunda(element, "class") != null
                || camunda(element, "variableMappingClass") != null) {
            throw refused(here, "a Java class");
        }
        String type = camunda(element, "type");
        if (element.getTagName().endsWith("Task") && type != null && !type.equals("external")) {
            throw refused(here, "a task of type '" + type + "'");
        }
        element.elements().forEach(child -> examine(child, here));
    }

    private static String camunda(Element element, String attribute) {
        return element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, attribute);
    }

    private static Refused refused(String where, String what) {
        return new Refused(
                "deployment",
                "Element " + where + " contains " + what
                        + ", and models here contain no code. Use one of the ready-made delegates: ${…Delegate}.");
    }
}
