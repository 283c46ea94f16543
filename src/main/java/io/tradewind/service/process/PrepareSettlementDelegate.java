package io.tradewind.service.process;

import static io.tradewind.service.process.GoodwillSettlementVariables.CASE_BRIEFING;
import static io.tradewind.service.process.GoodwillSettlementVariables.CASE_NUMBER;
import static io.tradewind.service.process.GoodwillSettlementVariables.CUSTOMER_ID;
import static io.tradewind.service.process.GoodwillSettlementVariables.CUSTOMER_NAME;
import static io.tradewind.service.process.GoodwillSettlementVariables.GOODWILL_DESK;
import static io.tradewind.service.process.GoodwillSettlementVariables.GOODWILL_SHOWN;
import static io.tradewind.service.process.GoodwillSettlementVariables.REMEDY_ROUND;

import io.tradewind.organization.Roles;
import io.tradewind.service.CaseBriefings;
import io.tradewind.service.Goodwill;
import io.tradewind.service.Goodwill.Promise;
import io.tradewind.service.ServiceCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("prepareSettlementDelegate")
class PrepareSettlementDelegate implements JavaDelegate {

    private final Goodwill goodwill;
    private final ServiceCases cases;
    private final CaseBriefings briefings;

    PrepareSettlementDelegate(Goodwill goodwill, ServiceCases cases, CaseBriefings briefings) {
        this.goodwill = goodwill;
        this.cases = cases;
        this.briefings = briefings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = CASE_NUMBER.get(execution);
        Promise promise = goodwill.promise(number, REMEDY_ROUND.get(execution));
        CaseBriefings.Briefing briefing = briefings.of(number);
        CUSTOMER_ID.set(execution, cases.get(number).customerId());
        CUSTOMER_NAME.set(execution, briefing.customerName());
        CASE_BRIEFING.set(execution, briefing.briefing());
        GOODWILL_SHOWN.set(execution, promise.shown());
        GOODWILL_DESK.set(execution, promise.isMoney() ? Roles.FINANCE : Roles.SERVICE);
    }
}
