package io.tradewind.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class AuditVitalTests {

    @Autowired
    private AuditVital vital;

    @Autowired
    private AuditChain chain;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void bind() {
        chain.bindAll();
        assertThat(vital.condition().trouble()).isNull();
    }

    @AfterEach
    void bindAgain() {
        clock.reset();
        chain.bindAll();
    }

    @Test
    void anEntryThatWasOldWhenItCouldBeSeenIsNoAlarm() {
        jdbc.sql("INSERT INTO audit_entry (kind, act, facts, written_at)"
                        + " VALUES ('login', 'noted', '{}', now() - interval '1 hour')")
                .update();

        assertThat(vital.condition().trouble()).isNull();
    }

    @Test
    void anEntryThatIsNotBoundForAMinuteIs() {
        jdbc.sql("INSERT INTO audit_entry (kind, act, facts) VALUES ('login', 'noted', '{}')")
                .update();
        assertThat(vital.condition().trouble()).isNull();
        clock.forward(Duration.ofSeconds(61));

        assertThat(vital.condition().trouble()).contains("not bound to the chain");

        chain.bindAll();
        assertThat(vital.condition().trouble()).isNull();
    }
}
