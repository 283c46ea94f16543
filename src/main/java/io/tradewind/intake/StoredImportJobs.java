package io.tradewind.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class StoredImportJobs implements ImportJobs {

    private static final int PART = 1 << 20;

    /** Enough to tell a format by. */
    private static final int START = 1024;

    private final ImportStore store;
    private final ImportRunner runner;
    private final Importers importers;
    private final People people;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    StoredImportJobs(
            ImportStore store,
            ImportRunner runner,
            Importers importers,
            People people,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.runner = runner;
        this.importers = importers;
        this.people = people;
        this.clock = clock;
        this.events = events;
    }

    /** A file is waiting; told to the background after the commit. */
    record Accepted(UUID id) {}

    @Override
    @Transactional
    public UUID accept(
            String kind, @Nullable String fileName, InputStream content, @Nullable String mapping, String user)
            throws IOException {
        RowImporter importer = importers.get(kind);
        List<String> authorities = authorities(user);
        if (!mayUpload(importer, authorities)) {
            throw new Refused(
                    "kind", "Your role does not import " + kind + "; ask one of " + importer.uploaders() + ".");
        }
        Mapping stated = Mapping.of(mapping, kind, importer.fields());
        UUID id = UUID.randomUUID();
        store.insert(id, kind, shortName(fileName), mapping, user, authorities, clock.instant());
        EncodingDetector detector = keep(id, content);
        if (detector.isEmpty()) {
            throw new Refused("file", "The file is empty.");
        }
        Optional<FileFormat> format = format(importer, id);
        if (format.isPresent()) {
            readThrough(id, format.get());
        } else {
            readHeading(id, importer, stated, detector);
        }
        events.publishEvent(new Accepted(id));
        return id;
    }

    private void readHeading(UUID id, RowImporter importer, Mapping stated, EncodingDetector detector)
            throws IOException {
        EncodingDetector.Found encoding =
                stated.encoding() == null ? detector.found() : detector.named(stated.encoding());
        char separator = CsvSource.separator(
                store.content(id), encoding.charset(), encoding.bomLength(), importer.fields(), stated);
        try (CsvSource source = new CsvSource(store.content(id), encoding.charset(), encoding.bomLength(), separator)) {
            if (source.header().isEmpty()) {
                throw new Refused("file", "The file has no heading: its first row must name the columns.");
            }
            if (source.header().stream().anyMatch(heading -> heading.indexOf('\0') >= 0)) {
                throw EncodingDetector.noText();
            }
            Columns.of(source.header(), importer.fields(), stated);
            store.describe(id, encoding, separator, source.header());
        } catch (CharacterCodingException e) {
            throw encoding.refused();
        }
    }

    @Override
    public Optional<ImportJob> find(UUID id, String viewer) {
        return store.job(id).filter(job -> maySee(job, viewer));
    }

    @Override
    public List<ImportJob> startedBy(String user) {
        return store.createdBy(user);
    }

    @Override
    public List<ImportJob> unfinished(int most) {
        return store.unfinished(most);
    }

    @Override
    public void writeRejected(UUID id, OutputStream to) throws IOException {
        List<String> header = store.find(id).orElseThrow().header();
        try (CsvWriter writer = CsvWriter.builder().build(to, StandardCharsets.UTF_8)) {
            writer.writeRecord(safe(Stream.concat(header.stream(), Stream.of("reason"))));
            store.eachRejection(id, rejection -> {
                List<String> cells = new ArrayList<>(rejection.original());
                while (cells.size() < header.size()) {
                    cells.add("");
                }
                // what stood beyond the last heading comes after the reason, so that the reason keeps its column
                cells.add(header.size(), rejection.reason());
                writer.writeRecord(safe(cells.stream()));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<Rejection> rejections(UUID id, int limit) {
        return store.rejections(id, limit);
    }

    @Override
    public List<String> kindsFor(String user) {
        List<String> authorities = authorities(user);
        return importers.all().stream()
                .filter(importer -> mayUpload(importer, authorities))
                .map(RowImporter::kind)
                .sorted()
                .toList();
    }

    @Override
    public void runWaiting() {
        runner.runWaiting();
    }

    private Optional<FileFormat> format(RowImporter importer, UUID id) throws IOException {
        List<FileFormat> formats = importer.formats();
        if (formats.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = store.content(id)) {
            byte[] start = content.readNBytes(START);
            return formats.stream().filter(one -> one.recognizes(start)).findFirst();
        }
    }

    /** To its end, before a row is taken: a file that is broken in the middle is refused as a whole. */
    private void readThrough(UUID id, FileFormat format) throws IOException {
        try (FileFormat.Rows rows = format.open(store.content(id))) {
            int total = 0;
            while (rows.next() != null) {
                total++;
            }
            store.describeFormat(id, format, rows.version(), total);
        }
    }

    private EncodingDetector keep(UUID id, InputStream content) throws IOException {
        EncodingDetector detector = new EncodingDetector();
        int number = 0;
        for (byte[] part = content.readNBytes(PART); part.length > 0; part = content.readNBytes(PART)) {
            detector.feed(part, part.length);
            store.addPart(id, number++, part);
        }
        return detector;
    }

    private boolean maySee(ImportJob job, String viewer) {
        return job.createdBy().equals(viewer)
                || authorities(viewer).contains(Roles.ADMIN)
                || people.reportingLine(job.createdBy()).stream()
                        .map(Person::userId)
                        .anyMatch(viewer::equals);
    }

    private static boolean mayUpload(RowImporter importer, List<String> authorities) {
        return importer.uploaders().isEmpty() || importer.uploaders().stream().anyMatch(authorities::contains);
    }

    /** Of the person who is logged in, else of the person as the organization knows them. */
    private List<String> authorities(String user) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getName().equals(user)) {
            return authentication.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .toList();
        }
        return people.find(user)
                .map(person -> Stream.of(person.role(), person.team(), person.region())
                        .filter(group -> group != null)
                        .toList())
                .orElse(List.of());
    }

    private static String shortName(@Nullable String fileName) {
        String name = fileName == null || fileName.isBlank()
                ? "unnamed"
                : fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                        .replaceAll("\\p{Cntrl}", "");
        return name.length() <= 200 ? name : name.substring(0, 200);
    }

    private static Iterable<String> safe(Stream<String> cells) {
        return cells.map(SafeCsv::cell).toList();
    }
}
