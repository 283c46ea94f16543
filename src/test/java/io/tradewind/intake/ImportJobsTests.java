package io.tradewind.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.support.TradewindTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class ImportJobsTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private ImportJobs imports;

    @Autowired
    private ImportStore store;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Acting acting;

    @Autowired
    private DefaultListableBeanFactory beans;

    private Parcels parcels;

    @BeforeEach
    void aTableOfParcels() {
        jdbc.sql("CREATE TABLE IF NOT EXISTS tradewind.test_parcel"
                        + " (name text, external_id text UNIQUE, value numeric, taken_by text)")
                .update();
        jdbc.sql("TRUNCATE test_parcel").update();
        if (!beans.containsSingleton("parcels")) {
            beans.registerSingleton("parcels", new Parcels(jdbc, acting));
        }
        parcels = beans.getBean(Parcels.class);
        parcels.seen.clear();
        parcels.dieAfter = Integer.MAX_VALUE;
    }

    @Test
    void rowsAreTakenAsThePersonWhoUploadedThemAndFlawedOnesComeBackWithReasons() throws IOException {
        ImportJob job = taken(
                """
                Parcel Name,external_id,Value,colour
                Anvil,1,"1,200.50",red
                ,2,5,blue
                Bad value,3,abc,green
                Known,1,7,
                "Two
                lines",4,8,"a ""quoted"" one"
                Too,5,6
                Explodes,6,1,
                Refuses,7,1,

                ,,,
                Last,8,9,x
                """,
                null);

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.total()).isEqualTo(9);
        assertThat(job.done()).isEqualTo(4);
        assertThat(job.alreadyKnown()).isEqualTo(1);
        assertThat(job.rejected()).isEqualTo(5);
        assertThat(names()).containsExactly("Anvil", "Last", "Two\nlines");
        assertThat(jdbc.sql("SELECT DISTINCT taken_by FROM test_parcel")
                        .query(String.class)
                        .single())
                .isEqualTo(REP);
        assertThat(rejected(job))
                .containsExactly(
                        "Parcel Name,external_id,Value,colour,reason",
                        ",2,5,blue,parcelName is missing.",
                        "Bad value,3,abc,green,value 'abc' is not a number.",
                        "Too,5,6,,\"The row has 3 columns, the heading has 4.\"",
                        "Explodes,6,1,,\"The row could not be taken for a technical reason; the operator finds it in the"
                                + " log under import " + job.id() + ", row 8.\"",
                        "Refuses,7,1,,Parcels are not called that.");
    }

    @Test
    void aFileFromElsewhereIsUnderstood() throws IOException {
        ImportJob job = taken(
                "sep=;\r\nFirma;Wert\r\nMüller;1.234,50 €\r\nSöhne;7,1\r\n\r\n"
                        .getBytes(Charset.forName("windows-1252")),
                "{\"parcelName\": \"firma\", \"value\": \"Wert\"}");

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.encoding()).isEqualTo("windows-1252");
        assertThat(job.message()).contains("guessed");
        assertThat(names()).containsExactly("Müller", "Söhne");
        assertThat(jdbc.sql("SELECT sum(value) FROM test_parcel")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("1241.60");
    }

    @Test
    void everySeparatorAndBothKindsOfUnicodeAreRead() throws IOException {
        for (String separator : List.of(",", ";", "\t", "|")) {
            for (Charset charset :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                jdbc.sql("TRUNCATE test_parcel").update();
                String text = "\uFEFFparcel-name" + separator + "VALUE\n\"a" + separator + "公司\"" + separator + "5\n";
                assertThat(taken(text.getBytes(charset), null).done()).isEqualTo(1);
                assertThat(names()).containsExactly("a" + separator + "公司");
            }
        }
    }

    @Test
    void aMappingTranslatesValues() throws IOException {
        taken(
                "Wie,Wert\nSchachtel,5\nKiste,6\n",
                "{\"parcelName\": {\"column\": \"Wie\", \"values\": {\"schachtel\": \"Box\"}}, \"value\": \"Wert\"}");

        assertThat(names()).containsExactly("Box", "Kiste");
    }

    @Test
    void aCurrencySignFillsTheCurrencyAndMustNotContradictIt() throws IOException {
        ImportJob job = taken("parcelName,value,currency\na,€5,EUR\nb,€5,USD\nc,£5,\n", null);

        assertThat(job.rejected()).isEqualTo(1);
        assertThat(parcels.seen).containsExactly("a EUR", "c GBP");
    }

    @Test
    void aFileThatCannotBeReadAsAWholeIsRefusedAndNotKept() {
        refused("", null, "empty");
        refused("name,price\nx,5\n", null, "parcelName", "name, price", "externalId");
        refused("parcelName\nx\n", "{\"parcelNme\": \"x\"}", "parcelNme", "no field of parcels");
        refused("parcelName\nx\n", "{\"parcelName\": \"Firma\"}", "'Firma'", "headings are parcelName");
        refused("parcelName\nx\n", "[1]", "JSON");
        refused("parcelName\nx\n", "{\"dateFormat\": \"dd\"}", "dd.MM.yyyy");
        refused("parcelName,Parcel Name\nx,y\n", null, "Two columns");
        refused("parcelName\nx\n", "{\"encoding\": \"klingon\"}", "klingon");
        assertThatThrownBy(() -> imports.accept("unicorns", "f", content("a"), null, REP))
                .hasMessageContaining("unicorns");
        assertThat(jdbc.sql("SELECT count(*) FROM import_file")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aFileThatIsNotInItsEncodingIsRefusedInWordsAndNothingOfItStays() {
        int before = jobs();

        byte[] umlaut = "parcelName,value\nM\u00fcller,5\n".getBytes(StandardCharsets.UTF_8);
        refused(umlaut, "{\"encoding\": \"US-ASCII\"}", "US-ASCII, as the mapping says", "Save it as");
        refused(
                "parcelName,value\nM\u00fc,5\n".getBytes(StandardCharsets.ISO_8859_1),
                "{\"encoding\": \"Shift_JIS\"}",
                "Shift_JIS");
        refused(umlaut, "{\"encoding\": \"UTF-32\"}", "UTF-32");
        refused(umlaut, "{\"encoding\": \"UTF-7\"}", "UTF-7", "no encoding that is known");
        refused(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'}, null, "UTF-16", "bytes that are not in it");
        refused(
                new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 'a', (byte) 0xD8, 0, 0, ',', 0, 'b'},
                null,
                "UTF-16",
                "bytes that are not in it");
        refused("\uFEFFparcelName,va\0lue\na,5\n".getBytes(StandardCharsets.UTF_16LE), null, "not a text file");

        assertThat(jobs()).isEqualTo(before);
    }

    /** Whoever breaks off while the file comes in. */
    @Test
    void anUploadThatBreaksOffLeavesNothing() {
        int before = jobs();

        assertThatThrownBy(() -> imports.accept("parcels", "f.csv", new BrokenOff(), null, REP))
                .isInstanceOf(IOException.class);

        assertThat(jobs()).isEqualTo(before);
    }

    private static final class BrokenOff extends java.io.InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the line is cut");
        }
    }

    @Test
    void noEncodingOfThisMachineBreaksAnUploadOrTheRun() throws IOException {
        String text = "parcelName,value\nM\u00fcller \u516c\u53f8,5\n";
        List<String> odd = new ArrayList<>();
        for (Charset charset : Charset.availableCharsets().values()) {
            List<byte[]> files = new ArrayList<>(List.of(
                    text.getBytes(StandardCharsets.UTF_8),
                    text.getBytes(StandardCharsets.ISO_8859_1),
                    new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'}));
            if (charset.canEncode()) {
                files.add(text.getBytes(charset));
            }
            for (byte[] file : files) {
                try {
                    imports.accept("parcels", "f.csv", new ByteArrayInputStream(file), mapping(charset), REP);
                } catch (Refused e) {
                    assertThat(e.getMessage()).isNotBlank();
                } catch (Exception e) {
                    odd.add(charset + ": " + e);
                }
            }
        }
        imports.runWaiting();

        assertThat(odd).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM import_job WHERE state = 'running'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static String mapping(Charset charset) {
        return "{\"encoding\": \"" + charset.name() + "\"}";
    }

    @Test
    void unicodeWithItsMarkIsReadWhetherItsEncodingIsNamedOrNot() throws IOException {
        for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            Charset charset = Charset.forName(name);
            byte[] file = "\uFEFFparcelName\n\u516c\u53f8\n".getBytes(charset);
            for (String mapping : java.util.Arrays.asList(null, mapping(charset))) {
                jdbc.sql("TRUNCATE test_parcel").update();
                assertThat(taken(file, mapping).done()).as(name + " " + mapping).isEqualTo(1);
                assertThat(names()).containsExactly("\u516c\u53f8");
            }
        }
        assertThat(taken("parcelName\nx\n".getBytes(Charset.forName("UTF-32")), mapping(Charset.forName("UTF-32")))
                        .done())
                .isEqualTo(1);
    }

    /** As an upload left it whose file could not be read, when that was still written down. */
    @Test
    void aJobWithoutAnEncodingFailsInWordsAndHoldsUpNobody() throws IOException {
        UUID broken = UUID.randomUUID();
        store.insert(
                broken,
                "parcels",
                "broken.csv",
                null,
                REP,
                List.of("sales-rep"),
                java.time.Instant.parse("2001-01-01T00:00:00Z"));
        UUID good = imports.accept("parcels", "good.csv", content("parcelName\nx\n"), null, REP);

        assertThat(imports.unfinished(1000)).extracting(ImportJob::id).contains(broken);
        assertThat(imports.startedBy(REP)).isNotEmpty();
        imports.runWaiting();

        assertThat(imports.find(good, REP).orElseThrow().state()).isEqualTo("done");
        ImportJob failed = imports.find(broken, REP).orElseThrow();
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.message()).contains("encoding is not known", "upload it again");
    }

    @Test
    void aJobThatCannotEvenBeBegunFailsAfterItsAttemptsAndHoldsUpNobody() throws IOException {
        UUID broken = imports.accept("parcels", "broken.csv", content("parcelName\nx\n"), null, REP);
        jdbc.sql("UPDATE import_job SET authorities = '{\"\"}', created_at = '2001-01-01' WHERE id = :id")
                .param("id", broken)
                .update();
        UUID good = imports.accept("parcels", "good.csv", content("parcelName\nx\n"), null, REP);

        imports.runWaiting();
        assertThat(imports.find(good, REP).orElseThrow().state()).isEqualTo("done");
        for (int attempt = 2; attempt <= 5; attempt++) {
            assertThat(imports.find(broken, REP).orElseThrow().state()).isEqualTo("running");
            jdbc.sql("UPDATE import_job SET leased_until = '2001-01-01' WHERE id = :id")
                    .param("id", broken)
                    .update();
            imports.runWaiting();
        }

        ImportJob failed = imports.find(broken, REP).orElseThrow();
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.message()).contains("technical fault");
    }

    private int jobs() {
        return jdbc.sql("SELECT count(*) FROM import_job").query(Integer.class).single();
    }

    private void refused(byte[] file, @Nullable String mapping, String... words) {
        assertThatThrownBy(() -> imports.accept("parcels", "f.csv", new ByteArrayInputStream(file), mapping, REP))
                .isInstanceOf(Refused.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void aHeadingWithoutRowsIsDoneAtOnce() throws IOException {
        ImportJob job = taken("parcelName,value\n", null);

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.total()).isZero();
    }

    @Test
    void rejectedCellsCannotBecomeFormulasAndCanBeUploadedAgain() throws IOException {
        ImportJob job = taken("parcelName,value\n=cmd|' /C calc'!A0,-1x\n+49 30,-5\n", null);

        assertThat(rejected(job))
                .containsExactly("parcelName,value,reason", "'=cmd|' /C calc'!A0,'-1x,value '-1x' is not a number.");

        taken("parcelName,value,reason\n'=cmd,5,was wrong\n", null);
        assertThat(names()).contains("=cmd");
    }

    @Test
    void anInterruptedFileIsResumedBehindTheLastRowThatIsIn() throws IOException {
        String rows = IntStream.rangeClosed(1, 120)
                .mapToObj(i -> "P" + i + "," + i + "," + i)
                .reduce("parcelName,externalId,value", (a, b) -> a + "\n" + b);
        parcels.dieAfter = 60;
        UUID id = imports.accept("parcels", "f.csv", content(rows), null, REP);
        assertThatThrownBy(imports::runWaiting).isInstanceOf(Error.class);
        assertThat(names()).hasSize(50);
        parcels.dieAfter = Integer.MAX_VALUE;
        parcels.seen.clear();

        // the dead node's lease has not run out
        imports.runWaiting();
        assertThat(parcels.seen).isEmpty();
        jdbc.sql("UPDATE import_job SET leased_until = created_at WHERE id = :id")
                .param("id", id)
                .update();
        imports.runWaiting();

        ImportJob job = imports.find(id, REP).orElseThrow();
        assertThat(job.state()).isEqualTo("done");
        assertThat(job.done()).isEqualTo(120);
        assertThat(job.alreadyKnown()).isZero();
        assertThat(parcels.seen).hasSize(70);
    }

    @Test
    void whatIsLeftOfAFileIsNotTakenWhenItsUploaderHasLeftOrMayNoLonger() throws IOException {
        for (Person after : List.of(uploader(Roles.SALES_REP, false), uploader(Roles.SALES_SUPPORT, true))) {
            jdbc.sql("TRUNCATE test_parcel").update();
            parcels.seen.clear();
            people.register(uploader(Roles.SALES_REP, true), null);
            String rows = IntStream.rangeClosed(1, 60)
                    .mapToObj(i -> "P" + i + "," + i)
                    .reduce("parcelName,externalId", (a, b) -> a + "\n" + b);
            parcels.meanwhile = () -> elsewhere(() -> people.register(after, null));
            UUID id = imports.accept("parcels", "f.csv", content(rows), null, after.userId());

            imports.runWaiting();

            ImportJob job = imports.find(id, after.userId()).orElseThrow();
            assertThat(job.state()).isEqualTo("failed");
            assertThat(job.message()).contains("has left or may no longer import parcels", "Upload the file again");
            assertThat(job.done()).as("what was begun is in").isEqualTo(25);
            assertThat(names()).hasSize(25);
            assertThat(jdbc.sql("SELECT count(*) FROM import_file WHERE job_id = :id")
                            .param("id", id)
                            .query(Long.class)
                            .single())
                    .as("nobody takes it up")
                    .isZero();
        }
        people.register(uploader(Roles.SALES_REP, false), null);
    }

    private static Person uploader(String role, boolean active) {
        return new Person(
                "una-uploader",
                "Una Uploader",
                "una.uploader@example.com",
                role,
                "melvin-marxen",
                "team-melvin-marxen",
                "region-central",
                "en",
                active);
    }

    /** In a transaction of its own, as another node would. */
    private static void elsewhere(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoeverLosesTheLeaseStopsWithoutTakingAnything() throws IOException {
        UUID id = imports.accept("parcels", "f.csv", content("parcelName\nx\n"), null, REP);
        jdbc.sql("UPDATE import_job SET lease = :lease WHERE id = :id")
                .param("lease", UUID.randomUUID())
                .param("id", id)
                .update();

        assertThat(store.progress(id, UUID.randomUUID(), 1, 0, 0, java.time.Instant.now()))
                .isFalse();
        imports.runWaiting();
        assertThat(imports.find(id, REP).orElseThrow().state()).isEqualTo("done");
    }

    @Test
    void onlyTheUploaderTheirSuperiorsAndAdministratorsSeeIt() throws IOException {
        UUID id = taken("parcelName\nx\n", null).id();

        for (String viewer : List.of(REP, "melvin-marxen", "director", "gm", "admin")) {
            assertThat(imports.find(id, viewer)).as(viewer).isPresent();
        }
        for (String viewer : List.of("anna-snelling", "dustin-brinkmann", "finance", "nobody")) {
            assertThat(imports.find(id, viewer)).as(viewer).isEmpty();
        }
    }

    @Test
    void anUnclosedQuotationMarkEndsTheFileWithASentence() throws IOException {
        String endless = "parcelName,value\nGood,1\n\"never closed," + "x,1\n".repeat(300_000);

        ImportJob job = taken(endless, null);

        assertThat(job.state()).isEqualTo("failed");
        assertThat(job.message()).contains("quotation mark");
    }

    private void refused(String text, @Nullable String mapping, String... words) {
        assertThatThrownBy(() -> imports.accept("parcels", "f.csv", content(text), mapping, REP))
                .isInstanceOf(Refused.class)
                .hasMessageContainingAll(words);
    }

    private ImportJob taken(String text, @Nullable String mapping) throws IOException {
        return taken(text.getBytes(StandardCharsets.UTF_8), mapping);
    }

    private ImportJob taken(byte[] file, @Nullable String mapping) throws IOException {
        UUID id = imports.accept("parcels", "C:\\x\\f.csv", new ByteArrayInputStream(file), mapping, REP);
        imports.runWaiting();
        return imports.find(id, REP).orElseThrow();
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> rejected(ImportJob job) throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        imports.writeRejected(job.id(), csv);
        return csv.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> names() {
        return jdbc.sql("SELECT name FROM test_parcel ORDER BY name")
                .query(String.class)
                .list();
    }

    /** An importer of nothing in particular, which misbehaves on demand. */
    static final class Parcels implements RowImporter {

        private final JdbcClient jdbc;
        private final Acting acting;
        final List<String> seen = new ArrayList<>();
        int dieAfter = Integer.MAX_VALUE;

        /** Once, at the first row. */
        @Nullable
        Runnable meanwhile;

        Parcels(JdbcClient jdbc, Acting acting) {
            this.jdbc = jdbc;
            this.acting = acting;
        }

        @Override
        public String kind() {
            return "parcels";
        }

        @Override
        public List<Field> fields() {
            return List.of(
                    Field.text("parcelName", 100).required(),
                    Field.text("externalId", 50),
                    Field.money("value", "currency"),
                    Field.text("currency", 3));
        }

        @Override
        public Set<String> uploaders() {
            return Set.of("sales-rep");
        }

        @Override
        public Outcome take(Row row, String user) {
            if (seen.size() >= dieAfter) {
                throw new OutOfMemoryError("the node dies");
            }
            if (meanwhile != null) {
                Runnable now = meanwhile;
                meanwhile = null;
                now.run();
            }
            if (row.text("externalId") != null
                    && jdbc.sql("SELECT count(*) FROM test_parcel WHERE external_id = :id")
                                    .param("id", row.text("externalId"))
                                    .query(Integer.class)
                                    .single()
                            > 0) {
                return Outcome.alreadyKnown();
            }
            seen.add(row.requiredText("parcelName") + (row.text("currency") == null ? "" : " " + row.text("currency")));
            jdbc.sql("INSERT INTO test_parcel VALUES (:name, :id, :value, :user)")
                    .param("name", row.requiredText("parcelName"))
                    .param("id", row.text("externalId"))
                    .param("value", row.decimal("value"))
                    .param("user", acting.user().orElse("nobody"))
                    .update();
            if (row.requiredText("parcelName").equals("Explodes")) {
                throw new IllegalStateException("boom");
            }
            if (row.requiredText("parcelName").equals("Refuses")) {
                throw new Refused("parcelName", "Parcels are not called that.");
            }
            return Outcome.taken();
        }
    }
}
