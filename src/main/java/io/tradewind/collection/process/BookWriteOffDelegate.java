package io.tradewind.collection.process;

import static io.tradewind.collection.process.WriteOffVariables.WRITE_OFF_NUMBER;

import io.tradewind.collection.WriteOffs;
import io.tradewind.engine.Processes;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("bookWriteOffDelegate")
class BookWriteOffDelegate implements JavaDelegate {

    private final WriteOffs writeOffs;
    private final Processes processes;

    BookWriteOffDelegate(WriteOffs writeOffs, Processes processes) {
        this.writeOffs = writeOffs;
        this.processes = processes;
    }

    /** Under the order's lock: who waits for its money is either told, or finds it in the balance. */
    @Override
    public void execute(DelegateExecution execution) {
        WriteOffs.WriteOff granted = writeOffs.get(WRITE_OFF_NUMBER.get(execution));
        writeOffs.book(granted.number());
        processes.correlate(CollectionVariables.PAYMENT_RECEIVED, granted.orderNumber(), Map.of());
    }
}
