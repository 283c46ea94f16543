package io.tradewind.engine.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/** Steps of this product that go by another id than in a released version: {@code renamed-steps.properties}. */
@Component
class RenamedSteps {

    private final Map<String, Map<String, String>> byProcess = new HashMap<>();

    RenamedSteps() {
        try {
            Properties file = PropertiesLoaderUtils.loadProperties(new ClassPathResource("renamed-steps.properties"));
            file.forEach((old, now) -> {
                String[] step = old.toString().split("\\.", 2);
                byProcess
                        .computeIfAbsent(step[0], id -> new HashMap<>())
                        .put(step[1], now.toString().strip());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Id in an older version → id today. */
    Map<String, String> of(String processId) {
        return byProcess.getOrDefault(processId, Map.of());
    }
}
