package io.tradewind.fault;

import io.tradewind.support.Ports;
import io.tradewind.support.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The application in a process of its own, as an operator starts it, on somebody else's database. */
final class ApplicationNode {

    private static final int UNAVAILABLE = 500;

    private final Path log;
    private final int port = Ports.free();
    private final Map<String, String> environment;
    private final Web web = Web.at(port);
    private final Map<String, Web.Client> programs = new ConcurrentHashMap<>();

    private volatile @Nullable Process process;

    ApplicationNode(Path log, Map<String, String> environment) {
        this.log = log;
        this.environment = environment;
    }

    /** What is built here, with the demo company. */
    void start() {
        start(todays(), "--tradewind.demo=true", "--tradewind.demo-pipeline=false");
    }

    /** A released jar in its place, with the demo company. */
    void start(Path jar) {
        start(List.of("-jar", jar.toString()), "--tradewind.demo=true", "--tradewind.demo-pipeline=false");
    }

    /** As a company starts it that has nothing yet. */
    void startEmpty() {
        start(todays());
    }

    /** From a folder that {@code deploy/unpack} made; it ends where Java cannot use the archive of classes in it. */
    void startUnpacked(Path unpacked) {
        start(List.of("-Xshare:on", "@" + unpacked.resolve("start")));
    }

    static List<String> todays() {
        return List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.tradewind.TradewindApplication");
    }

    private void start(List<String> application, String... settings) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        String temporary = environment.get("TMPDIR");
        if (temporary != null) {
            command.add("-Djava.io.tmpdir=" + temporary);
        }
        command.addAll(application);
        command.addAll(List.of(
                "--server.port=" + port,
                "--spring.datasource.hikari.connection-timeout=3000",
                // a dead node's jobs are free after five seconds, and a failed step is tried again soon
                "--camunda.bpm.job-execution.lock-time-in-millis=5000",
                "--camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle="
                        + "PT1S,PT1S,PT2S,PT2S,PT5S,PT5S,PT5S,PT5S"));
        command.addAll(List.of(settings));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}: no shutdown hook runs. */
    void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
        }
    }

    /** As {@code kill}: it says goodbye and finishes what it has in hand. */
    void stop() {
        Process running = process;
        if (running != null) {
            running.destroy();
            running.onExit().join();
            process = null;
        }
    }

    /** As {@code kill}, without waiting for its end. */
    CompletableFuture<Process> leave() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("It does not run");
        }
        running.destroy();
        return running.onExit();
    }

    /**
     * Whether it takes part; a node that ended by itself is a failure. One that the database left while it was starting has
     * to end, and whoever runs it starts it again.
     */
    boolean ready() {
        Process running = process;
        if (running == null) {
            return false;
        }
        if (!running.isAlive()) {
            if (lostTheDatabase()) {
                start();
                return false;
            }
            throw new AssertionError("The node ended by itself, see " + log);
        }
        try {
            return web.nobody().get("/actuator/health/readiness").statusCode() < UNAVAILABLE;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private boolean lostTheDatabase() {
        try {
            return Files.readString(log).contains("PSQLException");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A person's program at this node. */
    Web.Client program(String userId) {
        return programs.computeIfAbsent(userId, web::program);
    }

    Web web() {
        return web;
    }

    Path log() {
        return log;
    }
}
