package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractVariables.CONTRACT_CURRENCY;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_LINES;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_NUMBER;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_SIGNED;
import static io.tradewind.contract.process.ContractVariables.CONTRACT_TOTAL;
import static io.tradewind.contract.process.ContractVariables.CUSTOMER_ID;
import static io.tradewind.contract.process.ContractVariables.CUSTOMER_NAME;
import static io.tradewind.contract.process.ContractVariables.DEAL_NUMBER;
import static io.tradewind.contract.process.ContractVariables.PAYMENT_DAYS;
import static io.tradewind.contract.process.ContractVariables.REP;
import static io.tradewind.contract.process.ContractVariables.SHOWN_TOTAL;

import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.process.ContractVariables.ShownLine;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("draftContractDelegate")
class DraftContractDelegate implements JavaDelegate {

    private final ContractWork contracts;
    private final Customers customers;

    DraftContractDelegate(ContractWork contracts, Customers customers) {
        this.contracts = contracts;
        this.customers = customers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Contract contract = contracts.draft(DEAL_NUMBER.get(execution), CUSTOMER_ID.get(execution), REP.get(execution));
        execution.setProcessBusinessKey(contract.number());
        CONTRACT_NUMBER.set(execution, contract.number());
        CONTRACT_SIGNED.set(execution, false);
        CONTRACT_TOTAL.set(execution, contract.total());
        CONTRACT_CURRENCY.set(execution, contract.currency());
        PAYMENT_DAYS.set(execution, (long) contract.paymentDays());
        CUSTOMER_NAME.set(execution, customers.get(contract.customerId()).name());
        SHOWN_TOTAL.set(execution, Shown.money(contract.total()));
        CONTRACT_LINES.set(
                execution,
                contract.lines().stream()
                        .map(line -> new ShownLine(
                                line.position(), line.productName(), line.quantity(), Shown.money(line.amount())))
                        .toArray(ShownLine[]::new));
    }
}
