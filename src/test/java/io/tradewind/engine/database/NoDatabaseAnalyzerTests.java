package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class NoDatabaseAnalyzerTests {

    private final NoDatabaseAnalyzer analyzer = new NoDatabaseAnalyzer(new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://db/tradewind?password=secret")
            .withProperty("spring.datasource.username", "ada"));

    @Test
    void eachCauseHasItsRemedyAndNoSecretIsTold() {
        assertThat(told("28P01", "password authentication failed").getAction()).contains("SPRING_DATASOURCE_PASSWORD");
        assertThat(told("08001", "Connection refused").getAction()).contains("Start PostgreSQL");
        assertThat(told("3D000", "no such database").getAction()).contains("createdb");
        assertThat(told("42501", "permission denied").getAction()).contains("OWNER TO");
        assertThat(told("28P01", "no").getDescription())
                .contains("jdbc:postgresql://db/tradewind cannot be used as 'ada': no")
                .doesNotContain("secret");
    }

    @Test
    void noLoginInTheAddressIsTold() {
        String url = "jdbc:postgresql://tw:s3c@ret@db:5999/tradewind?sslmode=require&password=other";
        FailureAnalysis analysis = new NoDatabaseAnalyzer(
                        new MockEnvironment().withProperty("spring.datasource.url", url))
                .analyze(new SQLException("Unable to parse URL " + url, "08001"));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .contains("jdbc:postgresql://db:5999/tradewind cannot be used")
                .doesNotContain("tw:", "s3c", "ret", "other");
    }

    @Test
    void whatIsNoMatterOfSettingsKeepsItsStackTrace() {
        assertThat(analyzer.analyze(new SQLException("no such table", "42P01"))).isNull();
    }

    private FailureAnalysis told(String state, String message) {
        FailureAnalysis analysis = analyzer.analyze(
                new BeanCreationException("startupLock", new IllegalStateException(new SQLException(message, state))));
        assertThat(analysis).isNotNull();
        return analysis;
    }
}
