package io.tradewind.operations;

import io.tradewind.engine.Vital;
import io.tradewind.engine.WatchLimits;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Room where this node writes: the data folder if it brings its own database, and the folder uploads pass through. An
 * outside database's disk is not seen from here, only how large it has become.
 */
@Component
class DiskVital implements Vital {

    private final Map<String, File> folders = new TreeMap<>();
    private final WatchLimits limits;
    private final JdbcClient jdbc;

    DiskVital(
            @Value("${tradewind.data-directory:data}") Path data,
            @Value("${java.io.tmpdir}") File uploads,
            Environment environment,
            WatchLimits limits,
            JdbcClient jdbc) {
        folders.put("uploads", uploads);
        if (environment.getProperty("spring.datasource.url", "").isBlank()) {
            folders.put("data", data.toAbsolutePath().toFile());
        }
        this.limits = limits;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Condition condition() {
        long database = jdbc.sql("SELECT pg_database_size(current_database())")
                .query(Long.class)
                .single();
        Map<String, Object> details = Vital.details("databaseMegabytes", database >> 20);
        folders.forEach((name, folder) -> details.put(name + "FreeMegabytes", folder.getUsableSpace() >> 20));
        List<String> full = folders.entrySet().stream()
                .filter(folder ->
                        folder.getValue().getUsableSpace() < limits.diskFree().toBytes())
                .map(Map.Entry::getKey)
                .toList();
        List<Measured> measures = new java.util.ArrayList<>();
        measures.add(Measured.of("tradewind.database.size.bytes", "How large the database is", database));
        folders.forEach((name, folder) -> measures.add(new Measured(
                "tradewind.disk.free.bytes",
                "Room where this node writes",
                Map.of("folder", name),
                folder.getUsableSpace())));
        return new Condition(
                full.isEmpty()
                        ? null
                        : "There is hardly room left for " + String.join(" and ", full)
                                + ": make some before writing fails.",
                details,
                measures);
    }
}
