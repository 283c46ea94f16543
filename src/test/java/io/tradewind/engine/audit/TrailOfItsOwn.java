package io.tradewind.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each test has a database with our migrations for itself, and in it a trail of three prices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TrailOfItsOwn {

    protected static final Path MADE = Path.of("target/watched.txt");

    /** Made once for all who start from it. */
    private static String template = "";

    @Autowired
    private EmbeddedPostgres postgres;

    private String name = "";
    protected String url = "";
    private HikariDataSource database;
    protected JdbcTemplate jdbc;
    protected TransactionTemplate transaction;
    protected AuditChain chain;
    protected AuditVerification verification;

    @BeforeAll
    void migrateOnce() throws IOException {
        if (!template.isEmpty()) {
            return;
        }
        String fresh = name();
        String like = create(fresh, "template0");
        Flyway.configure()
                .dataSource(like, "postgres", "postgres")
                .schemas("tradewind")
                .initSql("SET search_path TO tradewind")
                .load()
                .migrate();
        DriverManagerDataSource engine = new DriverManagerDataSource(like, "postgres", "postgres");
        engine.setSchema("engine");
        new JdbcTemplate(engine).execute("CREATE SCHEMA IF NOT EXISTS engine");
        for (String part : List.of("engine", "history", "identity")) {
            new ResourceDatabasePopulator(new ClassPathResource(
                            "org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql"))
                    .execute(engine);
        }
        JdbcTemplate made = new JdbcTemplate(engine);
        new EngineWatched(made).watch();
        List<String> lines = new ArrayList<>(Watched.watches(made));
        new TransactionTemplate(new JdbcTransactionManager(engine)).executeWithoutResult(status -> {
            made.execute(AuditContent.NOTHING_OF_OURS);
            lines.addAll(Watched.made(made, Watched.lastWatches(lines).keySet()));
        });
        Files.write(MADE, lines);
        template = fresh;
    }

    @BeforeEach
    void threePricesInATrailOfTheirOwn() {
        name = name();
        url = create(name, template);
        database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername("postgres");
        database.setMaximumPoolSize(5);
        database.setMinimumIdle(0);
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        chain = new AuditChain(jdbc, transaction, false);
        verification = new AuditVerification(jdbc, new JdbcTransactionManager(database));
        price("P-1", 100);
        price("P-2", 200);
        price("P-3", 300);
        chain.bindAll();
        assertThat(findings()).isEmpty();
    }

    @AfterEach
    void close() {
        database.close();
        admin().execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    protected void price(String code, int price) {
        jdbc.update(
                "INSERT INTO product (code, name, search_key, series, list_price, floor_price, unit_cost, currency)"
                        + " VALUES (?, ?, ?, 'GTX', ?, ?, ?, 'USD')",
                code,
                code,
                code,
                price,
                price,
                price / 2);
    }

    protected List<String> findings() {
        return verification.verify(List.of()).findings();
    }

    /** What an administrator of the database can do who knows about the triggers. */
    protected void pastTheTriggers(String... statements) {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("SET LOCAL session_replication_role = replica");
            for (String statement : statements) {
                assertThat(jdbc.update(statement)).as(statement).isPositive();
            }
        });
    }

    private String create(String name, String like) {
        admin().execute("CREATE DATABASE " + name + " TEMPLATE " + like);
        return postgres.getJdbcUrl("postgres", name) + "&currentSchema=tradewind";
    }

    private JdbcTemplate admin() {
        return new JdbcTemplate(postgres.getPostgresDatabase());
    }

    private static String name() {
        return "audit_" + UUID.randomUUID().toString().replace("-", "");
    }
}
