package io.tradewind.organization;

import io.tradewind.engine.Superiors;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The direct superior, asked by the engine whenever a task gets an assignee. */
@Component
class ReportingSuperiors implements Superiors {

    private final JdbcClient jdbc;

    ReportingSuperiors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> superiorOf(String userId) {
        return jdbc.sql("SELECT manager FROM person WHERE user_id = :userId AND manager IS NOT NULL")
                .param("userId", userId)
                .query(String.class)
                .optional();
    }

    @Override
    public boolean hasLeft(String userId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM person WHERE user_id = :userId AND NOT active)")
                .param("userId", userId)
                .query(Boolean.class)
                .single();
    }
}
