package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_BRIEFING;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.CUSTOMER_NAME;
import static io.tradewind.service.process.ServiceCaseVariables.LESSONS;

import io.tradewind.service.CaseBriefings;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Puts what is known of a case beside its tasks. */
@Component
class CaseScreen {

    private final CaseBriefings briefings;

    CaseScreen(CaseBriefings briefings) {
        this.briefings = briefings;
    }

    void refresh(VariableScope scope) {
        CaseBriefings.Briefing briefing = briefings.of(CASE_NUMBER.get(scope));
        CUSTOMER_NAME.set(scope, briefing.customerName());
        CASE_BRIEFING.set(scope, briefing.briefing());
        LESSONS.set(scope, briefing.lessons());
    }
}
