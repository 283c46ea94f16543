package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;
import static io.tradewind.credit.process.CreditReviewVariables.LIMIT_RAISED;
import static io.tradewind.credit.process.CreditReviewVariables.OTHER_LIMIT;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEWED_LIMIT;

import io.tradewind.credit.CreditAccounts;
import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("settleReviewDelegate")
class SettleReviewDelegate implements JavaDelegate {

    private final CreditAccounts accounts;

    SettleReviewDelegate(CreditAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        BigDecimal limit = OTHER_LIMIT.find(execution).orElseGet(() -> REVIEWED_LIMIT.get(execution));
        REVIEWED_LIMIT.set(execution, limit);
        LIMIT_RAISED.set(execution, limit.compareTo(accounts.limit(CUSTOMER_ID.get(execution))) > 0);
    }
}
