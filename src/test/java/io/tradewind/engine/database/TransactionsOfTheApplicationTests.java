package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;

/** That the application's own transactions go by it, and not by Spring's, which stands beside it. */
@TradewindTest
class TransactionsOfTheApplicationTests {

    @Autowired
    private List<BeanFactoryTransactionAttributeSourceAdvisor> advisors;

    @Test
    void everyTransactionalClassGoesByTheRememberedManager() {
        assertThat(advisors).isNotEmpty().allSatisfy(advisor -> assertThat(advisor.getAdvice())
                .isInstanceOf(KnownTransactionManager.class));
    }
}
