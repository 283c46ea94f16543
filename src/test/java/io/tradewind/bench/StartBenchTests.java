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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code start_ratio}: the time from the start of the Java process until the node says that it is ready, over that of an
 * application with the engine's starters, web applications and REST interface alone ({@link BareApplication}). Both on a
 * database that was used before, on the same PostgreSQL, in turn, every other time the other way round; medians of seven
 * after one that is not counted. Both from a jar beside its libraries; ours without the tests' own classes, which an
 * operator has not either. {@code start_archived_ratio} is the same where Java has written down the classes of both before,
 * as {@code deploy/unpack} does. On a machine that others use the processor time that each took until ready says more than
 * the clock.
 *
 * <p>Each start waits until the one before has been cleared away, by the database too. What each took is printed, and what
 * everybody else on the machine took meanwhile (the database, this test, others; a virtual machine's neighbours).
 */
@Tag("bench")
class StartBenchTests {

    private static final int ROUNDS = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

    /** The tests' own; at each start it looks for two large primes, which takes as long as it happens to take. */
    private static final String IDENTITY_PROVIDER = "oauth2-authorization-server";

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path TEST_CLASSES = Path.of("target", "test-classes");

    private final HttpClient http = HttpClient.newHttpClient();

    private final Path folder = Path.of("target", "bench");

    /** An application's starts, by the clock and on all processors together. */
    private final class Starts {

        private final String name;
        private final Class<?> application;
        private final String database;
        private final List<String> options;
        private final List<String> settings;
        private final Samples time = new Samples();
        private final List<Duration> processors = new ArrayList<>();

        Starts(String name, Class<?> application, String database, List<String> options, List<String> settings) {
            this.name = name;
            this.application = application;
            this.database = database;
            this.options = options;
            this.settings = settings;
        }

        double millis() {
            return time.quantileMs(0.5);
        }

        long processorMillis() {
            return processors.stream()
                    .sorted()
                    .toList()
                    .get(processors.size() / 2)
                    .toMillis();
        }

        Starts with(String as, String... more) {
            return new Starts(as, application, database, List.of(more), settings);
        }

        void once() {
            int port = Ports.free();
            List<String> command = new ArrayList<>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(options);
            command.addAll(List.of("-cp", classPath(database), application.getName(), "--server.port=" + port));
            command.addAll(settings);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("start-" + database + ".log").toFile());
            List<Process> started = new ArrayList<>();
            Machine.awaitQuiet();
            Machine before = Machine.untilNow();
            try {
                time.take(() -> {
                    try {
                        started.add(builder.start());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    awaitReady(started.get(0), port, database);
                });
                Duration own =
                        started.get(0).toHandle().info().totalCpuDuration().orElseThrow();
                Effort parts = Effort.of(started.get(0).pid());
                Machine everybody = Machine.untilNow().since(before);
                processors.add(own);
                System.out.printf(
                        "start of %s: %.0f ms, %d of a processor (compiler %d, collector %d); others %d, stolen %d%n",
                        name,
                        time.last(),
                        own.toMillis(),
                        parts.compiler(),
                        parts.collector(),
                        everybody.busy() - own.toMillis(),
                        everybody.stolen());
            } finally {
                started.forEach(process -> {
                    process.destroy();
                    process.onExit().join();
                });
            }
        }
    }

    @Test
    void besideABareEngineApplication() throws IOException {
        Files.createDirectories(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            Starts ours = new Starts(
                    "ours",
                    TradewindApplication.class,
                    "ours",
                    List.of(),
                    settings(
                            postgres,
                            "ours",
                            "--tradewind.demo=true",
                            "--tradewind.demo-pipeline=false",
                            "--tradewind.drain=0",
                            "--tradewind.data-directory=" + folder.resolve("data")));
            Starts bare = new Starts(
                    "bare",
                    BareApplication.class,
                    "bare",
                    List.of(),
                    settings(
                            postgres,
                            "bare",
                            "--camunda.bpm.auto-deployment-enabled=false",
                            "--management.endpoint.health.probes.enabled=true"));
            jar("ours", CLASSES, "");
            jar("bare", TEST_CLASSES, BareApplication.class.getSimpleName());
            Starts oursArchived = archived(ours);
            Starts bareArchived = archived(bare);
            // not counted: the first ones on a used database, with and without what was written down
            List.of(ours, bare, oursArchived, bareArchived)
                    .forEach(starts -> starts.with("first " + starts.name, starts.options.toArray(String[]::new))
                            .once());
            tidied(postgres, ours);
            tidied(postgres, bare);
            for (int round = 0; round < ROUNDS; round++) {
                List<Starts> inTurn = new ArrayList<>(List.of(bare, ours, bareArchived, oursArchived));
                if (round % 2 == 1) {
                    Collections.reverse(inTurn);
                }
                inTurn.forEach(Starts::once);
            }
            compare("start", ours, bare);
            compare("start_archived", oursArchived, bareArchived);
        }
    }

    private static List<String> settings(EmbeddedPostgres postgres, String database, String... own) {
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("CREATE DATABASE " + database)
                .update();
        List<String> settings = new ArrayList<>(List.of(own));
        settings.add("--spring.datasource.url=" + postgres.getJdbcUrl("postgres", database));
        settings.add("--spring.datasource.username=postgres");
        return settings;
    }

    /** Starts it once to let Java write down its classes; the database is a used one afterwards. */
    private Starts archived(Starts starts) {
        Path archive = folder.resolve(starts.database + ".jsa");
        starts.with("writing " + starts.name, "-XX:ArchiveClassesAtExit=" + archive)
                .once();
        // where Java cannot use what it wrote, it shall not start without
        return starts.with(starts.name + " archived", "-XX:SharedArchiveFile=" + archive, "-Xshare:on");
    }

    /** What the database would do by itself, at some moment of the starts that are counted. */
    private static void tidied(EmbeddedPostgres postgres, Starts starts) {
        JdbcClient.create(postgres.getDatabase("postgres", starts.database))
                .sql("VACUUM ANALYZE")
                .update();
    }

    private static void compare(String figure, Starts ours, Starts bare) {
        System.out.printf(
                "%s, ready after: ours %.0f ms (%d of a processor), bare %.0f ms (%d)%n",
                figure, ours.millis(), ours.processorMillis(), bare.millis(), bare.processorMillis());
        BenchFile.record(figure + "_ratio", ours.millis() / bare.millis());
        BenchFile.record(figure + "_processor_ratio", (double) ours.processorMillis() / bare.processorMillis());
    }

    /** Java writes down only what stands in jars. Folders have entries of their own, or nobody finds the migrations in them. */
    private void jar(String name, Path classes, String only) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name + ".jar")));
                Stream<Path> found = Files.walk(classes)) {
            for (Path path : found.filter(path -> !path.equals(classes))
                    .filter(path -> Files.isDirectory(path)
                            || path.getFileName().toString().startsWith(only))
                    .sorted()
                    .toList()) {
                String entry = classes.relativize(path).toString().replace(File.separatorChar, '/');
                jar.putNextEntry(new JarEntry(Files.isDirectory(path) ? entry + "/" : entry));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, jar);
                }
            }
        }
    }

    private String classPath(String name) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.concat(
                        Stream.of(folder.resolve(name + ".jar").toString()),
                        Arrays.stream(all.split(File.pathSeparator))
                                .filter(part -> part.endsWith(".jar") && !part.contains(IDENTITY_PROVIDER)))
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
