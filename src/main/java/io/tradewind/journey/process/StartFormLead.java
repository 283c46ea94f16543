package io.tradewind.journey.process;

import io.tradewind.engine.variables.Variable;
import io.tradewind.lead.NewLead;
import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/** What the start form says of a lead. It leaves the process with that: the lead's data is in its table. */
final class StartFormLead {

    private static final Variable<BigDecimal> EXPECTED_VALUE = Variable.money("expectedValue");

    private StartFormLead() {}

    static NewLead take(DelegateExecution execution) {
        NewLead lead = new NewLead(
                text(execution, "companyName"),
                text(execution, "contactName"),
                text(execution, "email"),
                text(execution, "phone"),
                text(execution, "taxNumber"),
                text(execution, "region"),
                text(execution, "source"),
                text(execution, "campaign"),
                text(execution, "product"),
                EXPECTED_VALUE.find(execution).orElse(null),
                text(execution, "currency"),
                null,
                null,
                text(execution, "note"));
        execution.removeVariables();
        return lead;
    }

    private static @Nullable String text(DelegateExecution execution, String name) {
        return Variable.text(name)
                .find(execution)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }
}
