package io.tradewind.collection.process;

import io.tradewind.collection.WriteOffs;
import io.tradewind.engine.Processes;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The write-off process as others see it. */
@Component
@Transactional
public class WriteOffProcess {

    private final WriteOffs writeOffs;
    private final Processes processes;

    WriteOffProcess(WriteOffs writeOffs, Processes processes) {
        this.writeOffs = writeOffs;
        this.processes = processes;
    }

    /**
     * Asks for what is open of an invoice to be given up; whoever must agree is asked.
     *
     * @return its number
     */
    public String ask(String invoiceNumber, String reason) {
        String number = writeOffs.ask(invoiceNumber, reason);
        processes.start("write-off", number, Map.ofEntries(WriteOffVariables.WRITE_OFF_NUMBER.of(number)));
        return number;
    }
}
