package io.tradewind.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code target/bench/bench.json}: one flat map from a figure's name to its number. What misses its goal is said; it breaks no
 * build, for the machine may be busy.
 */
public final class BenchFile {

    private static final Map<String, Double> AT_LEAST = Map.of(
            "journey_ratio", 0.8, "stock_ratio", 1.3, "import_ratio", 0.8, "growth_ratio", 0.95, "mail_ratio", 5.0);

    private static final Map<String, Double> AT_MOST =
            Map.of("start_ratio", 1.3, "task_page_ms", 100.0, "task_count_ms", 100.0);

    private static final Path FILE = Path.of("target", "bench", "bench.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BenchFile() {}

    /** Adds a figure or replaces it; the others stay. Three digits after the point are kept. */
    public static synchronized void record(String figure, double number) {
        try {
            Map<String, Double> figures = new TreeMap<>();
            if (Files.exists(FILE)) {
                figures.putAll(JSON.readValue(FILE.toFile(), new TypeReference<Map<String, Double>>() {}));
            }
            figures.put(figure, Math.round(number * 1000) / 1000.0);
            Files.createDirectories(FILE.getParent());
            JSON.writeValue(FILE.toFile(), figures);
            tell(figure, figures.get(figure));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(String figure, double number) {
        Double least = AT_LEAST.get(figure);
        Double most = AT_MOST.get(figure);
        if (least != null) {
            System.out.printf("%s %.3f, at least %s: %s%n", figure, number, least, number >= least ? "held" : "MISSED");
        } else if (most != null) {
            System.out.printf("%s %.3f, at most %s: %s%n", figure, number, most, number <= most ? "held" : "MISSED");
        }
    }
}
