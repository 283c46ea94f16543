package io.tradewind.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** A small application in a process of its own that waits for a word on its input: whether it ends by itself before. */
class StopWhenReadyTests {

    private static final int TOLD_TO_END = 7;

    private @Nullable Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void aStartForWhoseSakeNobodyWaitsEndsWellOnceEverybodyIsReady() throws Exception {
        Process archived = started("--tradewind.stop-when-ready=true");

        assertThat(archived.waitFor(60, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        assertThat(archived.exitValue())
                .as("deploy/unpack goes on after 0 only")
                .isZero();
        assertThat(archived.inputReader().lines())
                .as("others heard that it is ready, and everything is closed as ever")
                .containsSubsequence("ready", "closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tradewind.stop-when-ready=false", "--tradewind.anything=else"})
    void everyOtherStartGoesOn(String setting) throws Exception {
        Process running = started(setting);

        BufferedReader said = running.inputReader();
        assertThat(said.lines().anyMatch("waiting"::equals)).isTrue();
        running.outputWriter().append("end\n").close();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isEqualTo(TOLD_TO_END);
    }

    private Process started(String setting) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName(),
                        "--spring.main.banner-mode=off",
                        setting)
                .redirectErrorStream(true)
                .start();
        return process;
    }

    static final class Waiting {

        public static void main(String[] settings) throws IOException {
            SpringApplication application = new SpringApplication(StopWhenReady.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.addListeners((ApplicationListener<ApplicationEvent>) event -> {
                if (event instanceof ApplicationReadyEvent) {
                    System.out.println("ready");
                } else if (event instanceof ContextClosedEvent) {
                    System.out.println("closed");
                }
            });
            application.run(settings);
            System.out.println("waiting");
            if (System.in.read() > 0) {
                Runtime.getRuntime().halt(TOLD_TO_END);
            }
        }
    }
}
