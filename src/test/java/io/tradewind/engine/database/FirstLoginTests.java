package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.CannotStart;
import io.tradewind.support.TradewindTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

@TradewindTest
class FirstLoginTests {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private EmbeddedPostgres postgres;

    @Test
    void onAnEmptyDatabaseAPasswordIsRefusedBeforeAnythingIsMade() {
        JdbcTemplate empty = new JdbcTemplate(postgres.getDatabase("postgres", "template1"));

        assertThatThrownBy(() -> DatabaseConfiguration.firstLogin(empty, named("ada", "Ada-Minor-2026!")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("must not contain the user's name");
        assertThatThrownBy(() -> DatabaseConfiguration.firstLogin(empty, named("ada", "")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("TRADEWIND_ADMIN_PASSWORD is not set");
        assertThatCode(() -> DatabaseConfiguration.firstLogin(empty, named("ada", "Harbour-Light-42")))
                .doesNotThrowAnyException();
    }

    @Test
    void whereThereIsAnAdministratorItIsNotAsked() {
        assertThatCode(() -> DatabaseConfiguration.firstLogin(jdbc, named("ada", "weak")))
                .doesNotThrowAnyException();
    }

    private static MockEnvironment named(String user, String password) {
        return new MockEnvironment()
                .withProperty("TRADEWIND_ADMIN_USER", user)
                .withProperty("TRADEWIND_ADMIN_PASSWORD", password);
    }
}
