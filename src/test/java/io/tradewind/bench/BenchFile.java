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

/** {@code target/bench/bench.json}: one flat map from a figure's name to its number. */
public final class BenchFile {

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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
