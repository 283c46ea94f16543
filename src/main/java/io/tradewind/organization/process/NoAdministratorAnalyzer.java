package io.tradewind.organization.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do instead of printing a stack trace. */
class NoAdministratorAnalyzer extends AbstractFailureAnalyzer<NoAdministrator> {

    @Override
    protected FailureAnalysis analyze(Throwable root, NoAdministrator cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set TRADEWIND_ADMIN_USER (letters, digits, hyphens) and TRADEWIND_ADMIN_PASSWORD in the environment and"
                        + " start again.",
                cause);
    }
}
