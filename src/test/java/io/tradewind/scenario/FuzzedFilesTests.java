package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Refused;
import io.tradewind.intake.Field;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.intake.RowImporter;
import io.tradewind.support.TradewindTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is sent in a file: an answer in words, never a failure, and nothing is written where it is refused. */
@TradewindTest
class FuzzedFilesTests extends Fuzzing {

    private static final String[] ENCODINGS = {
        "US-ASCII",
        "ISO-8859-1",
        "windows-1252",
        "windows-1251",
        "GB18030",
        "Shift_JIS",
        "EUC-KR",
        "ISO-2022-JP",
        "JIS_X0212-1990",
        "IBM037",
        "UTF-8",
        "UTF-16",
        "UTF-16LE",
        "UTF-16BE",
        "UTF-32",
        "UTF-32LE",
        "UTF-32BE"
    };

    @Autowired
    private ImportJobs imports;

    @Autowired
    private List<RowImporter> importers;

    FuzzedFilesTests(@Autowired JdbcClient jdbc) {
        super(jdbc);
    }

    @Test
    void everyImporter() {
        Map<String, Integer> ended = new TreeMap<>();
        // what other classes left waiting would be taken with the first file
        imports.runWaiting();
        written.look();
        JqwikSession.run(() -> {
            for (RowImporter importer : importers) {
                for (int round = 0; round < ROUNDS * 3; round++) {
                    ended.merge(take(importer), 1, Integer::sum);
                }
            }
        });

        System.out.printf("Fuzzed %d importers, seed %d: %s%n", importers.size(), SEED, ended);
        assertThat(failures).as("seed " + SEED).isEmpty();
        assertThat(ended).hasSizeGreaterThan(1);
    }

    private int importJobs() {
        return jdbc.sql("SELECT count(*) FROM import_job").query(Integer.class).single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** In whatever encoding, with or without its mark, and sometimes cut in the middle of a character. */
    private byte[] oddlyWritten(String text) {
        byte[] file = ((odd.onceIn(2) ? "\uFEFF" : "") + text).getBytes(Charset.forName(odd.oneOf(ENCODINGS)));
        return odd.onceIn(3) ? Arrays.copyOf(file, file.length - 1 - file.length / (odd.onceIn(2) ? 2 : 100)) : file;
    }

    private String take(RowImporter importer) {
        List<Field> fields = importer.fields();
        StringBuilder file = new StringBuilder(
                String.join(",", fields.stream().map(Field::name).toList()) + "\n");
        for (int row = 0; row < 3; row++) {
            file.append(String.join(
                    ",",
                    fields.stream()
                            .map(field -> "\"" + odd.cell().replace("\"", "\"\"") + "\"")
                            .toList()));
            file.append(odd.onceIn(10) ? ",more\n" : "\n");
        }
        String user = importer.uploaders().stream()
                .filter(group -> group.matches("finance|support|product"))
                .findFirst()
                .orElse("support");
        boolean odder = odd.onceIn(3);
        Charset named = Charset.forName(odder ? odd.oneOf(ENCODINGS) : "UTF-8");
        int jobs = importJobs();
        UUID id;
        try {
            id = imports.accept(
                    importer.kind(),
                    "fuzz.csv",
                    new ByteArrayInputStream(odder ? oddlyWritten(file.toString()) : bytes(file.toString())),
                    odder && odd.onceIn(2) ? "{\"encoding\": \"" + named + "\"}" : null,
                    user);
        } catch (Refused refused) {
            if (importJobs() != jobs) {
                failures.add(importer.kind() + ": refused and still among the jobs: " + file);
            }
            Set<String> changed = written.since();
            if (!changed.isEmpty()) {
                failures.add(changed + " " + importer.kind() + ": refused and written: " + file);
            }
            return "refused";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        imports.runWaiting();
        ImportJob job = imports.find(id, user).orElseThrow();
        boolean unreadable = odder && String.valueOf(job.message()).contains("cannot be read beyond row");
        if (!job.state().equals(ImportJob.DONE) && !unreadable) {
            failures.add(importer.kind() + " " + job.state() + " " + job.message() + ": " + file);
        }
        imports.rejections(id, 10).stream()
                .filter(rejection ->
                        rejection.reason().isBlank() || rejection.reason().contains("Exception"))
                .forEach(rejection -> failures.add(importer.kind() + ": " + rejection));
        Set<String> changed = written.since();
        if (job.done() == 0 && !changed.isEmpty()) {
            failures.add(changed + " " + importer.kind() + ": no row was taken, yet something was written: " + file);
        }
        return job.done() == 0 ? "all rejected" : "some taken";
    }
}
