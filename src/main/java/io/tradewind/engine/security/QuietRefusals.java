package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextFactory;

/** A refused input is no failure: it does not fill the operator's log with stack traces. */
class QuietRefusals extends CommandContextFactory {

    QuietRefusals(ProcessEngineConfigurationImpl configuration) {
        setProcessEngineConfiguration(configuration);
    }

    @Override
    public CommandContext createCommandContext() {
        return new CommandContext(processEngineConfiguration) {
            @Override
            protected boolean shouldLogFine(Throwable thrown) {
                for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                    if (cause instanceof Refused) {
                        return true;
                    }
                }
                return super.shouldLogFine(thrown);
            }
        };
    }
}
