package io.tradewind.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tradewind.engine.Vital;
import io.tradewind.engine.database.DatabaseWatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class VitalsTests {

    private final DatabaseWatch database = mock();
    private final AtomicInteger asked = new AtomicInteger();
    private final Vital mails = new Vital() {
        @Override
        public String name() {
            return "mails";
        }

        @Override
        public Condition condition() {
            asked.incrementAndGet();
            return new Condition(null, Map.of(), List.of());
        }
    };
    private final Vitals vitals =
            new Vitals(new StaticListableBeanFactory(Map.of("mails", mails)).getBeanProvider(Vital.class), database);

    @Test
    void nobodyIsAskedWhileTheDatabaseDoesNotAnswer() {
        given(database.answers()).willReturn(false);

        Vitals.Reading reading = vitals.ask().of("mails");

        assertThat(reading).isNotNull();
        assertThat(reading.well()).isFalse();
        assertThat(reading.condition().trouble()).contains("the database does not answer");
        assertThat(asked).hasValue(0);

        given(database.answers()).willReturn(true);
        assertThat(vitals.ask().of("mails")).matches(Vitals.Reading::well);
        assertThat(asked).hasValue(1);
    }
}
