package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tradewind.support.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The jar is unpacked as the operator guide says, and a node of a real company is started from the folder. */
@Tag("fault")
class UnpackedFolderTests {

    private static final String PASSWORD = "Lighthouse-Bay-4";
    private static final Path CLASSES = Path.of("target/classes");
    private static final Duration START = Duration.ofMinutes(8);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    @Test
    void aNodeStartsFromTheFolderServesPeopleAndStopsInOrder() throws Exception {
        Path unpacked = unpack(todaysJar());
        CrashingDatabase database = new CrashingDatabase(folder.resolve("postgres"));
        database.start();
        ApplicationNode node = new ApplicationNode(
                folder.resolve("node.log"),
                Map.of(
                        "SPRING_DATASOURCE_URL", database.url(),
                        "SPRING_DATASOURCE_USERNAME", "postgres",
                        "SPRING_DATASOURCE_PASSWORD", "postgres",
                        "TRADEWIND_ADMIN_USER", "ada",
                        "TRADEWIND_ADMIN_PASSWORD", PASSWORD));
        try {
            node.startUnpacked(unpacked);
            Patience.until(START, node::ready, () -> "not ready, see " + node.log());

            Web.Client program = node.web().program("ada", PASSWORD);
            assertThat(program.get("/engine-rest/task/count").body()).contains("\"count\":0");
            Web.Client browser = node.web().browser();
            browser.logIn("ada", PASSWORD);
            assertThat(browser.get("/company/people", "Accept", "text/html").body())
                    .contains("<title>");
            // from the libraries' jars, as Tomcat finds them
            assertThat(browser.get("/camunda/app/tasklist/default/", "Accept", "text/html")
                            .body())
                    .contains("<title>");

            Process ended = node.leave().get(2, TimeUnit.MINUTES);
            assertThat(ended.exitValue()).as("ended by SIGTERM").isEqualTo(128 + 15);
            assertThat(Files.readString(node.log())).contains("Graceful shutdown complete");
        } finally {
            node.kill();
            database.stop();
        }
    }

    private Path unpack(Path jar) throws Exception {
        Path unpacked = folder.resolve("unpacked");
        Path log = folder.resolve("unpack.log");
        Process unpacking = new ProcessBuilder("deploy/unpack", jar.toString(), unpacked.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(unpacking.waitFor(START.toMinutes(), TimeUnit.MINUTES))
                    .as("unpacked in time, see " + log)
                    .isTrue();
        } finally {
            unpacking.destroy();
        }
        assertThat(unpacking.exitValue()).as(Files.readString(log)).isZero();
        assertThat(unpacked.resolve("tradewind.jsa")).exists();
        return unpacked;
    }

    /** Made of the classes that are tested, or it says nothing about them. */
    private static Path todaysJar() throws IOException {
        try (Stream<Path> built = Files.list(CLASSES.resolveSibling(""));
                Stream<Path> classes = Files.walk(CLASSES)) {
            Path jar = built.filter(file -> file.getFileName().toString().matches("tradewind-.*\\.jar"))
                    .findFirst()
                    .orElse(null);
            FileTime compiled = classes.filter(file -> file.toString().endsWith(".class"))
                    .map(UnpackedFolderTests::changed)
                    .max(FileTime::compareTo)
                    .orElseThrow();
            assumeTrue(
                    jar != null && changed(jar).compareTo(compiled) >= 0,
                    "there is no jar of these classes: mvn package -DskipTests");
            return jar;
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
