package io.tradewind.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time by what took it, as Linux counts it: on a machine that others use too it tells what the clock cannot. Of
 * the Java process the compiler and the collector stand apart; the database is one PostgreSQL with all its backends.
 *
 * @param java milliseconds, as the others
 */
public record Effort(long java, long compiler, long collector, long database) {

    public static final Effort NONE = new Effort(0, 0, 0, 0);

    private static final Path PROCESSES = Path.of("/proc");
    private static final int MS_PER_TICK = 10;
    private static final int PARENT = 1;
    private static final int OWN_TICKS = 11;
    private static final int TICKS_OF_CHILDREN = 13;
    private static final List<String> COLLECTOR = List.of("GC Thread", "G1 ", "VM Thread");

    /** Until now, of this process and of the PostgreSQL at this port; nothing where the system does not tell. */
    public static Effort untilNow(int port) {
        Effort own = of("self");
        return own.equals(NONE)
                ? NONE
                : new Effort(own.java, own.compiler, own.collector, database(port) * MS_PER_TICK);
    }

    /** Of another Java process, until now. */
    static Effort of(long process) {
        return of(String.valueOf(process));
    }

    private static Effort of(String process) {
        Path threads = PROCESSES.resolve(process).resolve("task");
        if (!Files.isDirectory(threads)) {
            return NONE;
        }
        long compiler = 0;
        long collector = 0;
        for (Path thread : within(threads)) {
            String name = read(thread.resolve("comm"));
            if (name.contains("CompilerThre")) {
                compiler += ticks(thread, OWN_TICKS);
            } else if (COLLECTOR.stream().anyMatch(name::startsWith)) {
                collector += ticks(thread, OWN_TICKS);
            }
        }
        long all = ticks(PROCESSES.resolve(process), OWN_TICKS);
        return new Effort(
                (all - compiler - collector) * MS_PER_TICK, compiler * MS_PER_TICK, collector * MS_PER_TICK, 0);
    }

    private static long database(int port) {
        List<Path> all = within(PROCESSES).stream()
                .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                .filter(process -> read(process.resolve("comm")).startsWith("postgres"))
                .toList();
        return all.stream()
                .filter(process -> read(process.resolve("cmdline")).contains("\0-p\0" + port + "\0"))
                .mapToLong(server -> ticks(server, OWN_TICKS)
                        + ticks(server, TICKS_OF_CHILDREN)
                        + all.stream()
                                .filter(backend -> field(backend, PARENT)
                                        .equals(server.getFileName().toString()))
                                .mapToLong(backend -> ticks(backend, OWN_TICKS))
                                .sum())
                .sum();
    }

    public Effort since(Effort before) {
        return new Effort(
                java - before.java,
                compiler - before.compiler,
                collector - before.collector,
                database - before.database);
    }

    public Effort plus(Effort more) {
        return new Effort(
                java + more.java, compiler + more.compiler, collector + more.collector, database + more.database);
    }

    /** Of Java and database together, which is what the work itself takes. */
    public long javaAndDatabase() {
        return java + database;
    }

    /** What one of so many took. */
    public String each(double times) {
        return "Java %.0f ms, compiler %.0f, collector %.0f, database %.0f"
                .formatted(java / times, compiler / times, collector / times, database / times);
    }

    /** In user mode and in the system's. */
    private static long ticks(Path process, int field) {
        String user = field(process, field);
        return user.isEmpty() ? 0 : Long.parseLong(user) + Long.parseLong(field(process, field + 1));
    }

    /** Counted from behind the name, which may hold anything. */
    private static String field(Path process, int number) {
        String all = read(process.resolve("stat"));
        return all.isEmpty() ? "" : all.substring(all.lastIndexOf(')') + 2).split(" ")[number];
    }

    /** Nothing of a process that has ended meanwhile. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Path> within(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
