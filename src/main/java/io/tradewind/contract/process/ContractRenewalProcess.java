package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractRenewalVariables.CONTRACT_NUMBER;
import static io.tradewind.contract.process.ContractRenewalVariables.CUSTOMER_ID;
import static io.tradewind.contract.process.ContractRenewalVariables.CUSTOMER_NAME;
import static io.tradewind.contract.process.ContractRenewalVariables.ENDS_ON;
import static io.tradewind.contract.process.ContractRenewalVariables.RENEWAL_ON;
import static io.tradewind.contract.process.ContractRenewalVariables.REP;
import static io.tradewind.contract.process.ContractRenewalVariables.SHOWN_TOTAL;

import io.tradewind.contract.Contract;
import io.tradewind.contract.RenewalCases;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Processes;
import io.tradewind.engine.variables.Shown;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The face of the process {@code contract-renewal}: the only way Java starts it. */
@Component
class ContractRenewalProcess implements RenewalCases {

    private static final String RENEWAL_DUE = "contract.renewal-due";

    private final Processes processes;
    private final Customers customers;

    ContractRenewalProcess(Processes processes, Customers customers) {
        this.processes = processes;
        this.customers = customers;
    }

    @Override
    public void open(Contract contract, String rep) {
        processes.correlate(
                RENEWAL_DUE,
                contract.number(),
                Map.ofEntries(
                        CONTRACT_NUMBER.of(contract.number()),
                        REP.of(rep),
                        RENEWAL_ON.of(Objects.requireNonNull(contract.renewalOn())),
                        ENDS_ON.of(Objects.requireNonNull(contract.endsOn())),
                        CUSTOMER_ID.of(contract.customerId()),
                        CUSTOMER_NAME.of(customers.get(contract.customerId()).name()),
                        SHOWN_TOTAL.of(Shown.money(contract.total()) + " " + contract.currency())));
    }
}
