package io.tradewind.operations.process;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.metrics.MetricsRegistry;
import org.camunda.bpm.engine.management.Metrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine counts what it does and writes that into its tables every quarter of an hour; Prometheus is told at once. */
@Configuration(proxyBeanMethods = false)
class EngineMeters {

    private static final Map<String, String> TOLD = Map.of(
            Metrics.JOB_SUCCESSFUL, "tradewind.engine.jobs.executed",
            Metrics.JOB_FAILED, "tradewind.engine.jobs.failed",
            Metrics.JOB_EXECUTION_REJECTED, "tradewind.engine.jobs.rejected",
            Metrics.ROOT_PROCESS_INSTANCE_START, "tradewind.engine.instances.started",
            Metrics.ACTIVTY_INSTANCE_END, "tradewind.engine.steps.ended",
            Metrics.EXECUTED_DECISION_INSTANCES, "tradewind.engine.decisions.made");

    @Bean
    static ProcessEnginePlugin engineCountedByMicrometer(ObjectProvider<MeterRegistry> meters) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setMetricsRegistry(new CountedByMicrometer(meters.getObject()));
            }
        };
    }

    private static final class CountedByMicrometer extends MetricsRegistry {

        private final Map<String, Counter> counters = new ConcurrentHashMap<>();

        CountedByMicrometer(MeterRegistry meters) {
            TOLD.forEach((engineName, name) -> counters.put(
                    engineName,
                    Counter.builder(name)
                            .description("Counted by the engine of this node: " + engineName)
                            .register(meters)));
        }

        @Override
        public void markOccurrence(String name, long times) {
            super.markOccurrence(name, times);
            if (counters.containsKey(name)) {
                Objects.requireNonNull(counters.get(name)).increment(times);
            }
        }
    }
}
