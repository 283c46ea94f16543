package io.tradewind.operations.process;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.camunda.bpm.engine.impl.bpmn.delegate.JavaDelegateInvocation;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.delegate.DefaultDelegateInterceptor;
import org.camunda.bpm.engine.impl.delegate.DelegateInvocation;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every step that Java carries out is an observation: a timer by step, and a span for whoever traces. */
@Configuration(proxyBeanMethods = false)
class ObservedSteps {

    @Bean
    static ProcessEnginePlugin stepsObserved(ObjectProvider<ObservationRegistry> observations) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setDelegateInterceptor(new Observing(observations));
            }
        };
    }

    private static final class Observing extends DefaultDelegateInterceptor {

        private final ObjectProvider<ObservationRegistry> observations;
        private volatile @Nullable ObservationRegistry registry;

        Observing(ObjectProvider<ObservationRegistry> observations) {
            this.observations = observations;
        }

        @Override
        public void handleInvocation(DelegateInvocation invocation) throws Exception {
            if (invocation instanceof JavaDelegateInvocation
                    && invocation.getContextExecution() instanceof ExecutionEntity step) {
                observed(invocation, step);
            } else {
                super.handleInvocation(invocation);
            }
        }

        private void observed(DelegateInvocation invocation, ExecutionEntity step) throws Exception {
            Observation observation = Observation.createNotStarted("tradewind.step", registry())
                    .contextualName(step.getCurrentActivityId())
                    .lowCardinalityKeyValue(
                            "process", step.getProcessDefinition().getKey())
                    .lowCardinalityKeyValue("step", step.getCurrentActivityId());
            String document = step.getProcessBusinessKey();
            if (document != null) {
                observation.highCardinalityKeyValue("document", document);
            }
            observation.start();
            try (Observation.Scope open = observation.openScope()) {
                super.handleInvocation(invocation);
            } catch (Exception e) {
                observation.error(e);
                throw e;
            } finally {
                observation.stop();
            }
        }

        private ObservationRegistry registry() {
            ObservationRegistry known = registry;
            if (known == null) {
                known = observations.getIfAvailable(() -> ObservationRegistry.NOOP);
                registry = known;
            }
            return known;
        }
    }
}
