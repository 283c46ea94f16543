package io.tradewind.engine.examination;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** A BPMN or DMN file. It is read once: the rules ask each file for the same kinds of element again and again. */
public final class Model {

    private final String file;
    private final String module;
    private final String stem;
    private final Document xml;
    private @Nullable List<Xml> everything;
    private final Map<String, List<Xml>> ofOneKind = new HashMap<>();

    /**
     * @param file its name in the deployment, {@code bpmn/lead/lead-qualification.bpmn}
     * @param module the folder it stands in; empty when it is in none
     * @param stem its name without folder and ending
     */
    Model(String file, String module, String stem, Document xml) {
        this.file = file;
        this.module = module;
        this.stem = stem;
        this.xml = xml;
    }

    public String file() {
        return file;
    }

    public String module() {
        return module;
    }

    public String stem() {
        return stem;
    }

    public Xml root() {
        return new Xml(xml.getDocumentElement());
    }

    /** Everything with one of these local names, wherever it stands, in the order of the file. */
    public List<Xml> all(String... localNames) {
        if (localNames.length == 1) {
            return ofOneKind.computeIfAbsent(localNames[0], kind -> found(Set.of(kind)));
        }
        return found(Set.of(localNames));
    }

    private List<Xml> found(Set<String> kinds) {
        return everything().stream().filter(one -> kinds.contains(one.kind())).toList();
    }

    /** Every element below the root. */
    public List<Xml> everything() {
        List<Xml> known = everything;
        if (known == null) {
            known = List.copyOf(root().descendants());
            everything = known;
        }
        return known;
    }
}
