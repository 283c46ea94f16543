package io.tradewind.collection.process;

import static io.tradewind.collection.process.CollectionVariables.INVOICE_NUMBER;
import static io.tradewind.collection.process.CollectionVariables.PAUSE_REASON;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("askForWriteOffDelegate")
class AskForWriteOffDelegate implements JavaDelegate {

    private final WriteOffProcess writeOffs;

    AskForWriteOffDelegate(WriteOffProcess writeOffs) {
        this.writeOffs = writeOffs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        writeOffs.ask(
                INVOICE_NUMBER.find(execution).orElse(""),
                PAUSE_REASON.find(execution).orElse(""));
    }
}
