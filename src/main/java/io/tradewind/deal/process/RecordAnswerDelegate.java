package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.CHANGES_WANTED;
import static io.tradewind.deal.process.OpportunityVariables.CUSTOMER_ANSWER;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_LOST;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.QUOTATION_VERSION;

import io.tradewind.deal.CustomerAnswer;
import io.tradewind.deal.Quotations;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** What the customer said to the quotation is kept; a lost deal is given up. */
@Component("recordAnswerDelegate")
class RecordAnswerDelegate implements JavaDelegate {

    private final Quotations quotations;

    RecordAnswerDelegate(Quotations quotations) {
        this.quotations = quotations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CustomerAnswer answer =
                CustomerAnswer.of(CUSTOMER_ANSWER.find(execution).orElse(null));
        quotations.answer(
                DEAL_NUMBER.get(execution),
                QUOTATION_VERSION.get(execution),
                answer,
                CHANGES_WANTED.find(execution).orElse(null));
        if (answer == CustomerAnswer.LOST) {
            throw new BpmnError(DEAL_LOST);
        }
    }
}
