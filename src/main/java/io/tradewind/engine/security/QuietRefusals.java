package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import io.tradewind.engine.database.RightTwice;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextFactory;

/** A refused input, a weak password included, is no failure: it does not fill the operator's log with stack traces. */
class QuietRefusals extends CommandContextFactory {

    /** As the engine says it when a login is saved. */
    private static final String PASSWORD_REFUSED = "Password does not match policy";

    QuietRefusals(ProcessEngineConfigurationImpl configuration) {
        setProcessEngineConfiguration(configuration);
    }

    @Override
    public CommandContext createCommandContext() {
        return new CommandContext(processEngineConfiguration) {
            @Override
            protected boolean shouldLogFine(Throwable thrown) {
                for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                    if (cause instanceof Refused
                            || PASSWORD_REFUSED.equals(cause.getMessage())
                            || RightTwice.is(cause)) {
                        return true;
                    }
                }
                return super.shouldLogFine(thrown);
            }
        };
    }
}
