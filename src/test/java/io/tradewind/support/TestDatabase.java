package io.tradewind.support;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** One PostgreSQL for the whole test run; it is thrown away, so it need not be durable. */
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {

    private static volatile EmbeddedPostgres postgres;

    /** The server, started by whoever asks first. */
    public static synchronized EmbeddedPostgres server() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("The test database does not start", e);
            }
        }
        return postgres;
    }

    @Bean
    @Primary
    HikariDataSource testDataSource() {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(server().getJdbcUrl("postgres", "postgres"));
        dataSource.setUsername("postgres");
        dataSource.setMaximumPoolSize(20);
        dataSource.setConnectionInitSql("SET search_path TO engine, tradewind");
        return dataSource;
    }
}
