package io.tradewind.organization.process;

import io.tradewind.engine.Acting;
import io.tradewind.organization.Scopes;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** The deployed processes, and the kinds of approval that have a table of authorities. */
@Component
class EngineScopes implements Scopes {

    private static final String AUTHORITY = "-authority";

    private final RepositoryService repository;
    private final Acting acting;

    EngineScopes(RepositoryService repository, Acting acting) {
        this.repository = repository;
        this.acting = acting;
    }

    @Override
    public Map<String, String> words() {
        return acting.asSystem(() -> {
            Map<String, String> words = new TreeMap<>();
            repository
                    .createProcessDefinitionQuery()
                    .latestVersion()
                    .list()
                    .forEach(process -> words.put(
                            process.getKey(), process.getName() == null ? process.getKey() : process.getName()));
            repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                    .map(decision -> decision.getKey())
                    .filter(key -> key.endsWith(AUTHORITY))
                    .map(key -> key.substring(0, key.length() - AUTHORITY.length()))
                    .forEach(kind -> words.put(kind, "Approvals of the kind " + kind));
            return words;
        });
    }
}
