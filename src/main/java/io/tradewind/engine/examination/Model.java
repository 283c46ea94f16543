package io.tradewind.engine.examination;

import java.util.List;
import org.w3c.dom.Document;

/**
 * A BPMN or DMN file.
 *
 * @param file its name in the deployment, {@code bpmn/lead/lead-qualification.bpmn}
 * @param module the folder it stands in; empty when it is in none
 * @param stem its name without folder and ending
 */
public record Model(String file, String module, String stem, Document xml) {

    public Xml root() {
        return new Xml(xml.getDocumentElement());
    }

    /** Everything with one of these local names, wherever it stands. */
    public List<Xml> all(String... localNames) {
        return root().descendants(localNames);
    }
}
