package io.tradewind.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The PostgreSQL that is installed on this machine, whose {@code pg_dump} and {@code pg_restore} are of its own version;
 * left out where none is on the path. It does not run as root, so root runs it as {@code nobody}.
 */
final class InstalledDatabase extends CrashingDatabase {

    private final Path folder;

    InstalledDatabase(Path folder) {
        super(folder);
        this.folder = folder;
    }

    @Override
    void start() {
        for (String program : List.of("initdb", "pg_ctl", "pg_dump", "pg_restore")) {
            assumeTrue(Command.succeeds(program, "--version"), program + " is not on the path");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Files.exists(folder.resolve("PG_VERSION"))) {
            if (root()) {
                Command.run("chown", "nobody", folder.toString());
                // the test's own folder is only its owner's
                Path above = folder.toAbsolutePath().getParent();
                Command.run("chmod", "o+x", above.toString(), above.getParent().toString());
            }
            server("initdb", "-D", folder.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8");
        }
        server(
                "pg_ctl",
                "-D",
                folder.toString(),
                "-w",
                "-l",
                folder.resolve("server.log").toString(),
                "-o",
                "-p " + port() + " -k '' -c listen_addresses=localhost -c max_connections=100",
                "start");
    }

    @Override
    void stop() {
        if (runs()) {
            server("pg_ctl", "-D", folder.toString(), "-w", "-m", "fast", "stop");
        }
    }

    /** As the operator guide says. */
    void dump(Path file) {
        Command.run(
                "pg_dump",
                "-Fc",
                "-f",
                file.toString(),
                "-h",
                "localhost",
                "-p",
                "" + port(),
                "-U",
                "postgres",
                "postgres");
    }

    /** As the operator guide says, into a database that is empty. */
    void restore(Path file) {
        Command.run(
                "pg_restore",
                "--exit-on-error",
                "-d",
                "postgres",
                "-h",
                "localhost",
                "-p",
                "" + port(),
                "-U",
                "postgres",
                file.toString());
    }

    private static void server(String... command) {
        List<String> whole = new ArrayList<>();
        if (root()) {
            whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        whole.addAll(List.of(command));
        Command.run(whole.toArray(String[]::new));
    }

    private static boolean root() {
        return System.getProperty("user.name", "").equals("root");
    }
}
