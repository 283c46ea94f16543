package io.tradewind.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.TradewindApplication;
import io.tradewind.support.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code start_ratio}: the time from the start of the Java process until the node says that it is ready, over that of an
 * application with the engine's starters, web applications and REST interface alone ({@link BareApplication}). Both on a
 * database that was used before, on the same PostgreSQL, in turn; medians of five after one that is not counted. Ours without
 * the tests' own classes, which an operator has not either. On a machine that others use the processor time that each took
 * until ready says more than the clock; it is printed beside.
 */
@Tag("bench")
class StartBenchTests {

    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

    private final HttpClient http = HttpClient.newHttpClient();

    private final Path folder = Path.of("target", "bench");

    /** By the clock, and on all processors together. */
    private static final class Starts {

        private final Samples time = new Samples();
        private final List<Duration> processors = new ArrayList<>();

        Duration processor() {
            return processors.stream().sorted().toList().get(processors.size() / 2);
        }
    }

    @Test
    void besideABareEngineApplication() throws IOException {
        Files.createDirectories(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            for (String name : List.of("ours", "bare")) {
                JdbcClient.create(postgres.getPostgresDatabase())
                        .sql("CREATE DATABASE " + name)
                        .update();
            }
            List<String> ours = List.of(
                    "--tradewind.demo=true",
                    "--tradewind.demo-pipeline=false",
                    "--tradewind.drain=0",
                    "--tradewind.data-directory=" + folder.resolve("data"));
            List<String> bare = List.of(
                    "--spring.config.name=none", // not our application.yml
                    "--camunda.bpm.auto-deployment-enabled=false",
                    "--management.endpoint.health.probes.enabled=true");
            Starts oursTook = new Starts();
            Starts bareTook = new Starts();
            start(TradewindApplication.class, postgres, "ours", ours, new Starts());
            start(BareApplication.class, postgres, "bare", bare, new Starts());
            for (int round = 0; round < ROUNDS; round++) {
                start(BareApplication.class, postgres, "bare", bare, bareTook);
                start(TradewindApplication.class, postgres, "ours", ours, oursTook);
            }
            System.out.printf(
                    "ready after: ours %.0f ms (%d of a processor), bare %.0f ms (%d)%n",
                    oursTook.time.quantileMs(0.5),
                    oursTook.processor().toMillis(),
                    bareTook.time.quantileMs(0.5),
                    bareTook.processor().toMillis());
            BenchFile.record("start_ratio", oursTook.time.quantileMs(0.5) / bareTook.time.quantileMs(0.5));
            BenchFile.record(
                    "start_processor_ratio",
                    (double) oursTook.processor().toMillis()
                            / bareTook.processor().toMillis());
        }
    }

    private void start(
            Class<?> application, EmbeddedPostgres postgres, String database, List<String> settings, Starts took)
            throws IOException {
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                classPath(application),
                application.getName(),
                "--server.port=" + port,
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", database),
                "--spring.datasource.username=postgres"));
        command.addAll(settings);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("start-" + database + ".log").toFile());
        List<Process> started = new ArrayList<>();
        try {
            took.time.take(() -> {
                try {
                    started.add(builder.start());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                awaitReady(started.get(0), port, database);
            });
            took.processors.add(
                    started.get(0).toHandle().info().totalCpuDuration().orElseThrow());
        } finally {
            started.forEach(process -> {
                process.destroy();
                process.onExit().join();
            });
        }
    }

    private static String classPath(Class<?> application) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(part -> application == BareApplication.class
                        || !Path.of(part).endsWith(Path.of("target", "test-classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitReady(Process process, int port, String database) {
        HttpRequest ready = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(PATIENCE)
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (status(ready) != 200) {
            assertThat(process.isAlive())
                    .as("see " + folder.resolve("start-" + database + ".log"))
                    .isTrue();
            assertThat(System.nanoTime()).as(database + " is not ready").isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    private int status(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobodyListens) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
