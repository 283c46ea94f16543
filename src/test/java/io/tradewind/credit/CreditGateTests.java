package io.tradewind.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class CreditGateTests {

    @Autowired
    private CreditGate gate;

    @Autowired
    private CreditChecks checks;

    @Autowired
    private CreditAccounts accounts;

    @Autowired
    private Customers customers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    private final String subject = "C-TEST-" + UUID.randomUUID();

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Test
    void aNewCustomerHasTheDefaultLimitOfItsClass() {
        long customer = customer();

        assertThat(accounts.limit(customer)).isEqualByComparingTo("25000");
        assertThat(covers(customer, "25000")).isTrue();
        assertThat(covers(customer, "25000.01")).isFalse();
    }

    @Test
    void aSubsidiaryUsesTheLimitOfItsHeadUnlessItHasItsOwn() {
        long head = customer();
        long subsidiary = customer();
        customers.assignParent(subsidiary, head);
        accounts.setLimit(head, new BigDecimal("90000"));

        assertThat(covers(subsidiary, "90000")).isTrue();

        accounts.setLimit(subsidiary, new BigDecimal("10000"));

        assertThat(covers(subsidiary, "90000")).isFalse();
        assertThat(covers(head, "90000")).isTrue();
    }

    @Test
    void loweringTheLimitShutsTheGate() {
        long customer = customer();
        assertThat(covers(customer, "20000")).isTrue();

        accounts.setLimit(customer, new BigDecimal("19999"));

        assertThat(covers(customer, "20000")).isFalse();
    }

    @Test
    void aHoldShutsTheGateForTheWholeGroupAndLiftingOpensIt() {
        long head = customer();
        long subsidiary = customer();
        customers.assignParent(subsidiary, head);

        accounts.hold(head, "invoices unpaid for months");
        assertThat(covers(head, "1")).isFalse();
        assertThat(covers(subsidiary, "1")).isFalse();

        accounts.liftHold(head);
        assertThat(covers(subsidiary, "1")).isTrue();
    }

    @Test
    void anAmountInAnotherCurrencyNeedsAPerson() {
        assertThat(gate.stillCovers(customer(), subject, BigDecimal.ONE, "EUR").covered())
                .isFalse();
    }

    @Test
    void aReleaseLetsPassUpToItsAmountUntilItsDay() {
        long customer = customer();
        release(customer, "60000");

        assertThat(covers(customer, "60000")).isTrue();
        assertThat(covers(customer, "60000.01")).isFalse();
        assertThat(covers(customer, "60000"))
                .as("asking for more has not used it up")
                .isTrue();

        clock.forward(Duration.ofDays(91));

        assertThat(covers(customer, "60000")).isFalse();
        assertThat(endOfRelease(customer)).isEqualTo("expired");
    }

    @Test
    void aHoldEndsTheReleasesGrantedBefore() {
        long customer = customer();
        release(customer, "60000");

        accounts.hold(customer, "disputes everything");

        assertThat(covers(customer, "60000")).isFalse();
        assertThat(endOfRelease(customer)).isEqualTo("credit hold: disputes everything");
    }

    @Test
    void anAgreedPrepaymentIsTakenOffFirst() {
        long customer = customer();
        checks.reduce(check(customer, "28000", "reduce"));

        assertThat(gate.agreedPrepayment(subject)).isEqualByComparingTo("3000");
        assertThat(covers(customer, "28000")).isTrue();
        assertThat(gate.stillCovers(customer, "C-OTHER", new BigDecimal("28000"), "USD")
                        .covered())
                .isFalse();
    }

    @Test
    void everyJudgementIsWrittenDownWithItsFigures() {
        long customer = customer();

        covers(customer, "30000");

        assertThat(jdbc.sql(
                                """
                                SELECT entry || ' ' || exposure_after || ' ' || credit_limit || ' ' || rating || ' ' || outcome
                                  FROM credit_check_log WHERE customer_id = :id
                                """)
                        .param("id", customer)
                        .query(String.class)
                        .list())
                .containsExactly("gate 30000.00 25000.00 C shut");
    }

    @Test
    void nobodyChangesWhatWasWritten() {
        covers(customer(), "1");

        assertThatThrownBy(() -> jdbc.sql("UPDATE credit_check_log SET why = 'better so'")
                        .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM credit_check_log").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("TRUNCATE credit_check_log CASCADE").update())
                .hasMessageContaining("append-only");
    }

    private boolean covers(long customer, String amount) {
        return gate.stillCovers(customer, subject, new BigDecimal(amount), "USD")
                .covered();
    }

    private void release(long customer, String amount) {
        long check = check(customer, amount, "release");
        checks.release(check, -check, "They have paid on time for years.");
    }

    private long check(long customer, String amount, String decision) {
        return checks.recordDecision(
                customer, subject, new BigDecimal(amount), "USD", "C", decision, "as the test says");
    }

    private String endOfRelease(long customer) {
        return jdbc.sql("SELECT ended_why FROM credit_release WHERE customer_id = :id")
                .param("id", customer)
                .query(String.class)
                .single();
    }

    private long customer() {
        return customers
                .register(NewCustomer.named("Credit Test " + UUID.randomUUID()))
                .id();
    }
}
