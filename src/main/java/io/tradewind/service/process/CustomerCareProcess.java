package io.tradewind.service.process;

import static io.tradewind.service.process.CustomerCareVariables.CARE_DUE;
import static io.tradewind.service.process.CustomerCareVariables.CARE_ID;
import static io.tradewind.service.process.CustomerCareVariables.CARE_OCCASION;
import static io.tradewind.service.process.CustomerCareVariables.CARE_WHY;
import static io.tradewind.service.process.CustomerCareVariables.CUSTOMER_ID;
import static io.tradewind.service.process.CustomerCareVariables.CUSTOMER_NAME;
import static io.tradewind.service.process.CustomerCareVariables.REP;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Processes;
import io.tradewind.service.Care;
import io.tradewind.service.CareCases;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The face of the process {@code customer-care}: the only way Java starts it. */
@Component
class CustomerCareProcess implements CareCases {

    private final Processes processes;
    private final Customers customers;

    CustomerCareProcess(Processes processes, Customers customers) {
        this.processes = processes;
        this.customers = customers;
    }

    @Override
    public void open(Care care) {
        Customer customer = customers.get(care.customerId());
        processes.correlate(
                CARE_DUE,
                customer.number(),
                Map.ofEntries(
                        CARE_ID.of(care.id()),
                        CUSTOMER_ID.of(customer.id()),
                        CUSTOMER_NAME.of(customer.name()),
                        REP.of(care.rep()),
                        CARE_OCCASION.of(care.occasion().label()),
                        CARE_WHY.of(care.why())));
    }
}
