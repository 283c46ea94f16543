package io.tradewind.engine.database;

import com.zaxxer.hikari.HikariDataSource;
import io.tradewind.engine.CannotStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A real PostgreSQL for a start without one: when {@code spring.datasource.url} is not set, the application brings its
 * own server, keeps its data between starts and gives it durable settings.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}'.isBlank()")
class EmbeddedPostgresConfiguration {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresConfiguration.class);

    /** In PostgreSQL's postmaster.pid: process id, data folder, start time, port. */
    private static final int LINE_OF_PORT = 3;

    /** The running server's address; stopped with the application. */
    record Server(String url, Closeable handle) implements Closeable {
        @Override
        public void close() throws IOException {
            handle.close();
        }
    }

    /** Held while this application lives, however it dies. */
    @Bean(destroyMethod = "close")
    FolderLock dataFolderLock(@Value("${tradewind.data-directory:data}") Path dataDirectory) throws IOException {
        return FolderLock.take(dataDirectory);
    }

    @Bean(destroyMethod = "close")
    Server embeddedPostgres(
            @Value("${tradewind.data-directory:data}") Path dataDirectory,
            // first, since the server found running may be another application's
            FolderLock dataFolderLock)
            throws IOException {
        Path data = dataDirectory.resolve("postgres").toAbsolutePath();
        Optional<Server> running = runningServer(data);
        if (running.isPresent()) {
            log.info(
                    "Using the PostgreSQL that is still running on {} ({})",
                    data,
                    running.get().url());
            return running.get();
        }
        EmbeddedPostgres postgres = started(data);
        log.info("PostgreSQL started on {} (port {})", data, postgres.getPort());
        return new Server(url(postgres.getPort()), postgres);
    }

    private static EmbeddedPostgres started(Path data) {
        EmbeddedPostgres.Builder postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // stopped by the context after everything that uses it, not by a race of shutdown hooks
                .setRegisterShutdownHook(false)
                // the library starts PostgreSQL for tests, with -F: a user's deals deserve a server that keeps its word
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100");
        try {
            return postgres.start();
        } catch (IOException | IllegalStateException failed) {
            throw new CannotStart(
                    "The PostgreSQL that Tradewind brings along does not start on " + data + ": " + failed.getMessage(),
                    "Its own words stand in the lines above. The folder must belong to the user that runs Tradewind, have"
                            + " room, and have been made by the same version of PostgreSQL; or name another one:"
                            + " --tradewind.data-directory=…");
        }
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(Server embeddedPostgres) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(embeddedPostgres.url());
        dataSource.setUsername("postgres");
        dataSource.setPassword("postgres");
        return dataSource;
    }

    private static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** After a killed application its server may live on; a second one on the same folder would refuse to start. */
    private static Optional<Server> runningServer(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() <= LINE_OF_PORT) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .map(process ->
                        new Server(url(Integer.parseInt(lines.get(LINE_OF_PORT).trim())), process::destroy));
    }
}
