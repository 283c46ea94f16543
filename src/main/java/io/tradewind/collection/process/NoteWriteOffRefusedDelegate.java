package io.tradewind.collection.process;

import static io.tradewind.collection.process.WriteOffVariables.WRITE_OFF_NUMBER;

import io.tradewind.collection.WriteOffs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("noteWriteOffRefusedDelegate")
class NoteWriteOffRefusedDelegate implements JavaDelegate {

    private final WriteOffs writeOffs;

    NoteWriteOffRefusedDelegate(WriteOffs writeOffs) {
        this.writeOffs = writeOffs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        writeOffs.refuse(WRITE_OFF_NUMBER.get(execution));
    }
}
