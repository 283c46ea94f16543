package io.tradewind.service.process;

import io.tradewind.engine.variables.Variable;
import io.tradewind.service.NewCase;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/** What the start form of a case asks. */
final class CaseForm {

    private CaseForm() {}

    static NewCase read(VariableScope scope) {
        return new NewCase(
                text(scope, "customer"),
                text(scope, "kind"),
                text(scope, "severity"),
                text(scope, "product"),
                text(scope, "reference"),
                text(scope, "description"),
                text(scope, "contactName"),
                text(scope, "contactEmail"),
                text(scope, "contactPhone"));
    }

    private static @Nullable String text(VariableScope scope, String name) {
        return Variable.text(name).find(scope).orElse(null);
    }
}
