package io.tradewind.collection.process;

import static io.tradewind.collection.process.CollectionVariables.COLLECTED;
import static io.tradewind.collection.process.CollectionVariables.CUSTOMER_ID;
import static io.tradewind.collection.process.CollectionVariables.CUSTOMER_NAME;
import static io.tradewind.collection.process.CollectionVariables.DAYS_TO_PAYMENT;
import static io.tradewind.collection.process.CollectionVariables.NEXT_DUNNING_AT;
import static io.tradewind.collection.process.CollectionVariables.OPEN_INVOICES;
import static io.tradewind.collection.process.CollectionVariables.OPEN_SHOWN;
import static io.tradewind.collection.process.CollectionVariables.ORDER_NUMBER;
import static io.tradewind.collection.process.CollectionVariables.PAID_CURRENCY;
import static io.tradewind.collection.process.CollectionVariables.PAUSES_SHOWN;
import static io.tradewind.collection.process.CollectionVariables.SOLE_OPEN_INVOICE;

import io.tradewind.collection.Dunning;
import io.tradewind.collection.Receivable;
import io.tradewind.collection.Receivables;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("computeBalanceDelegate")
class ComputeBalanceDelegate implements JavaDelegate {

    private final Receivables receivables;
    private final Dunning dunning;
    private final Customers customers;

    ComputeBalanceDelegate(Receivables receivables, Dunning dunning, Customers customers) {
        this.receivables = receivables;
        this.dunning = dunning;
        this.customers = customers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String order = ORDER_NUMBER.get(execution);
        execution.setProcessBusinessKey(order);
        Receivables.Balance balance = receivables.balance(order);
        List<Receivable> open = balance.open();
        COLLECTED.set(execution, balance.isSettled());
        CUSTOMER_NAME.set(execution, customers.get(CUSTOMER_ID.get(execution)).name());
        OPEN_SHOWN.set(execution, balance.openShown());
        PAUSES_SHOWN.set(execution, balance.pausesShown().isEmpty() ? null : balance.pausesShown());
        OPEN_INVOICES.set(
                execution, open.stream().map(ComputeBalanceDelegate::option).toList());
        SOLE_OPEN_INVOICE.set(execution, open.size() == 1 ? open.get(0).invoiceNumber() : null);
        PAID_CURRENCY.set(execution, open.isEmpty() ? null : open.get(0).currency());
        DAYS_TO_PAYMENT.set(execution, balance.daysToPayment());
        NEXT_DUNNING_AT.set(execution, dunning.nextLook(order).toString());
    }

    private static Map<String, String> option(Receivable receivable) {
        return Map.of(
                "value",
                receivable.invoiceNumber(),
                "label",
                receivable.invoiceNumber() + ": " + Shown.money(receivable.open()) + " " + receivable.currency()
                        + " open, due " + receivable.dueOn());
    }
}
