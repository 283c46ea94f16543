package io.tradewind.engine.examination;

import io.tradewind.engine.examination.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects findings in one way of telling them. */
public final class Findings {

    private final List<Finding> found = new ArrayList<>();

    public void error(Model model, Xml element, String what) {
        add(Severity.ERROR, model.file(), element, what);
    }

    public void warn(Model model, Xml element, String what) {
        add(Severity.WARNING, model.file(), element, what);
    }

    public void error(String file, String what) {
        found.add(new Finding(Severity.ERROR, file, "", "", what));
    }

    public void warn(String file, String what) {
        found.add(new Finding(Severity.WARNING, file, "", "", what));
    }

    private void add(Severity severity, String file, Xml element, String what) {
        // an expression or a listener has no id; people find the element around it
        Xml shown = element.named();
        found.add(new Finding(severity, file, shown.id(), shown.name(), what));
    }

    public List<Finding> list() {
        return found.stream().distinct().toList();
    }
}
