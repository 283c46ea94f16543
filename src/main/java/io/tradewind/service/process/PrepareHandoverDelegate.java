package io.tradewind.service.process;

import static io.tradewind.service.process.AfterSalesVariables.CONTACT_EMAIL;
import static io.tradewind.service.process.AfterSalesVariables.CUSTOMER_ID;
import static io.tradewind.service.process.AfterSalesVariables.CUSTOMER_NAME;
import static io.tradewind.service.process.AfterSalesVariables.ORDER_NUMBER;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("prepareHandoverDelegate")
class PrepareHandoverDelegate implements JavaDelegate {

    private final Customers customers;

    PrepareHandoverDelegate(Customers customers) {
        this.customers = customers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Customer customer = customers.get(CUSTOMER_ID.get(execution));
        execution.setProcessBusinessKey(ORDER_NUMBER.get(execution));
        CUSTOMER_NAME.set(execution, customer.name());
        CONTACT_EMAIL.set(execution, customer.email());
    }
}
