package io.tradewind.collection.process;

import static io.tradewind.collection.process.CollectionVariables.DISPUTE_OUTCOME;
import static io.tradewind.collection.process.CollectionVariables.INVOICE_NUMBER;
import static io.tradewind.collection.process.CollectionVariables.ORDER_NUMBER;
import static io.tradewind.collection.process.CollectionVariables.PAUSE_REASON;
import static io.tradewind.collection.process.CollectionVariables.PROMISED_AMOUNT;
import static io.tradewind.collection.process.CollectionVariables.PROMISED_ON;
import static io.tradewind.collection.process.CollectionVariables.WHAT_HAPPENED;

import io.tradewind.collection.Dunning;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("notePromiseOrDisputeDelegate")
class NotePromiseOrDisputeDelegate implements JavaDelegate {

    private final Dunning dunning;

    NotePromiseOrDisputeDelegate(Dunning dunning) {
        this.dunning = dunning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        dunning.note(new Dunning.Note(
                Dunning.What.valueOf(WHAT_HAPPENED.get(execution).toUpperCase(Locale.ROOT)),
                ORDER_NUMBER.get(execution),
                INVOICE_NUMBER.find(execution).orElse(""),
                PROMISED_ON.find(execution).orElse(null),
                PROMISED_AMOUNT.find(execution).orElse(null),
                PAUSE_REASON.find(execution).orElse(null),
                DISPUTE_OUTCOME
                        .find(execution)
                        .map(outcome -> Dunning.Outcome.valueOf(
                                outcome.replace('-', '_').toUpperCase(Locale.ROOT)))
                        .orElse(null)));
    }
}
