package io.tradewind.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.tradewind.engine.Acting;
import io.tradewind.engine.InBulk;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the rows of waiting files.
 *
 * <p>Progress is written in the transaction that takes the rows, so a node that dies leaves a file of which exactly the
 * first {@code done + rejected} rows are in; when its lease runs out another node goes on behind them.
 */
@Component
class ImportRunner {

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(20);
    private static final int MOST_ATTEMPTS = 5;
    private static final int TRIES_PER_ROW = 3;

    private final ImportStore store;
    private final Importers importers;
    private final Acting acting;
    private final People people;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ObservationRegistry observations;
    private final TransactionTemplate transaction;

    ImportRunner(
            ImportStore store,
            Importers importers,
            Acting acting,
            People people,
            Clock clock,
            MeterRegistry meters,
            ObservationRegistry observations,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.importers = importers;
        this.acting = acting;
        this.people = people;
        this.clock = clock;
        this.meters = meters;
        this.observations = observations;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Another node has taken over: this one stops without a word. */
    private static final class LeaseLost extends RuntimeException {
        LeaseLost() {
            super("another node goes on with this file", null, false, false);
        }
    }

    /** Whoever uploaded the file is gone or has lost the right to. */
    private static final class UploaderGone extends RuntimeException {
        UploaderGone(String user, String kind) {
            super(
                    "Stopped: " + user + " has left or may no longer import " + kind
                            + ". The rows counted as done are in."
                            + " Upload the file again as somebody who may; rows whose externalId is known are not taken twice.",
                    null,
                    false,
                    false);
        }
    }

    /** Takes one waiting file after the other until none is left. */
    void runWaiting() {
        while (true) {
            UUID lease = UUID.randomUUID();
            Optional<UUID> claimed = transaction.execute(status -> store.claim(lease, clock.instant(), LEASE));
            if (claimed.isEmpty()) {
                return;
            }
            run(claimed.get(), lease);
        }
    }

    private void run(UUID id, UUID lease) {
        SecurityContext before = SecurityContextHolder.getContext();
        try {
            ImportStore.Stored stored = store.find(id).orElseThrow();
            SecurityContext uploader = SecurityContextHolder.createEmptyContext();
            uploader.setAuthentication(new UsernamePasswordAuthenticationToken(
                    stored.job().createdBy(),
                    null,
                    stored.authorities().stream()
                            .map(SimpleGrantedAuthority::new)
                            .toList()));
            SecurityContextHolder.setContext(uploader);
            Observation.createNotStarted("tradewind.import", observations)
                    .contextualName("import " + stored.job().kind())
                    .lowCardinalityKeyValue("kind", stored.job().kind())
                    .highCardinalityKeyValue("import", id.toString())
                    .observeChecked(() -> takeRows(stored, lease));
            finish(id, lease, ImportJob.DONE, null);
        } catch (Refused | UploaderGone e) {
            finish(id, lease, ImportJob.FAILED, e.getMessage());
        } catch (LeaseLost e) {
            log.warn("Import {}: {}", id, e.getMessage());
        } catch (IOException | RuntimeException e) {
            interrupted(id, lease, e);
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    private void takeRows(ImportStore.Stored stored, UUID lease) throws IOException {
        UUID id = stored.job().id();
        if (stored.format() == null) {
            stored.charset();
        }
        RowImporter importer = importers.get(stored.job().kind());
        Mapping mapping = stored.format() == null
                ? Mapping.of(stored.mapping(), importer.kind(), importer.fields())
                : Mapping.ofFormat();
        Columns columns = Columns.of(stored.header(), importer.fields(), mapping);
        if (stored.job().total() == null) {
            count(stored, importer);
        }
        try (RowSource source = open(stored, importer)) {
            for (int i = stored.job().done() + stored.job().rejected(); i > 0; i--) {
                source.next();
            }
            int stride = importer.stride();
            List<CsvSource.Line> chunk = new ArrayList<>(stride);
            for (CsvSource.Line line = source.next(); line != null; line = source.next()) {
                chunk.add(line);
                if (chunk.size() == stride) {
                    take(new Batch(id, lease, importer, columns, stored.job().createdBy()), chunk);
                    chunk.clear();
                }
            }
            take(new Batch(id, lease, importer, columns, stored.job().createdBy()), chunk);
        }
    }

    private void count(ImportStore.Stored stored, RowImporter importer) throws IOException {
        try (RowSource source = open(stored, importer)) {
            int total = 0;
            while (source.next() != null) {
                total++;
            }
            store.counted(stored.job().id(), total);
        }
    }

    private RowSource open(ImportStore.Stored stored, RowImporter importer) throws IOException {
        for (FileFormat format : importer.formats()) {
            if (format.name().equals(stored.format())) {
                return RowSource.of(format.open(store.content(stored.job().id())));
            }
        }
        return new CsvSource(
                store.content(stored.job().id()), stored.charset(), stored.bomLength(), stored.separator());
    }

    private record Batch(UUID id, UUID lease, RowImporter importer, Columns columns, String user) {}

    /** All in one transaction; if one of them is refused or fails, that is undone and each is taken by itself. */
    private void take(Batch batch, List<CsvSource.Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            takeTogether(batch, lines);
        } catch (LeaseLost | UploaderGone e) {
            throw e;
        } catch (RuntimeException together) {
            if (lines.size() == 1 && together instanceof Refused refused) {
                reject(batch, lines.get(0), refused.getMessage());
                return;
            }
            for (CsvSource.Line line : lines) {
                takeAlone(batch, line);
            }
        }
    }

    private void takeAlone(Batch batch, CsvSource.Line line) {
        for (int attempt = 1; ; attempt++) {
            try {
                takeTogether(batch, List.of(line));
                return;
            } catch (LeaseLost | UploaderGone e) {
                throw e;
            } catch (Refused e) {
                reject(batch, line, e.getMessage());
                return;
            } catch (TransientDataAccessException e) {
                if (attempt < TRIES_PER_ROW) {
                    continue;
                }
                rejectUnexplained(batch, line, e);
                return;
            } catch (RuntimeException e) {
                rejectUnexplained(batch, line, e);
                return;
            }
        }
    }

    private void takeTogether(Batch batch, List<CsvSource.Line> lines) {
        Counts taken = Objects.requireNonNull(InBulk.run(() -> transaction.execute(status -> {
            int done = 0;
            int rejected = 0;
            int alreadyKnown = 0;
            stillMay(batch);
            List<Outcome> outcomes = outcomes(batch, lines);
            for (int i = 0; i < lines.size(); i++) {
                CsvSource.Line line = lines.get(i);
                Outcome outcome = outcomes.get(i);
                switch (outcome.kind()) {
                    case TAKEN -> {
                        done++;
                        if (outcome.reason() != null) {
                            store.note(batch.id(), "Row " + line.number() + ": " + outcome.reason());
                        }
                    }
                    case ALREADY_KNOWN -> {
                        done++;
                        alreadyKnown++;
                    }
                    case REJECTED -> {
                        rejected++;
                        store.reject(batch.id(), line.number(), String.valueOf(outcome.reason()), line.cells());
                    }
                }
            }
            progress(batch, done, rejected, alreadyKnown);
            return new Counts(done, rejected, alreadyKnown);
        })));
        count(batch, taken);
    }

    /** As the login stands now: what was written down at the upload may have been taken away since. */
    private void stillMay(Batch batch) {
        boolean may = acting.asPerson(
                batch.user(),
                () -> batch.importer().uploaders().isEmpty()
                        ? people.find(batch.user()).filter(Person::active).isPresent()
                        : batch.importer().uploaders().stream().anyMatch(acting::inGroup));
        if (!may) {
            throw new UploaderGone(batch.user(), batch.importer().kind());
        }
    }

    private record Counts(int done, int rejected, int alreadyKnown) {}

    /** For Prometheus, once it is committed. */
    private void count(Batch batch, Counts counts) {
        rows(batch, "taken").increment(counts.done() - counts.alreadyKnown());
        rows(batch, "known").increment(counts.alreadyKnown());
        rows(batch, "rejected").increment(counts.rejected());
    }

    private Counter rows(Batch batch, String result) {
        return Counter.builder("tradewind.imports.rows")
                .description("Rows of imported files this node has read, by what became of them")
                .tag("kind", batch.importer().kind())
                .tag("result", result)
                .register(meters);
    }

    /** What is wrong with the cells is known before the importer writes anything, so nothing need be undone. */
    private static List<Outcome> outcomes(Batch batch, List<CsvSource.Line> lines) {
        List<Optional<Outcome>> flawed = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (CsvSource.Line line : lines) {
            try {
                rows.add(batch.columns().read(line.number(), line.cells()));
                flawed.add(Optional.empty());
            } catch (Refused e) {
                flawed.add(Optional.of(Outcome.rejected(String.valueOf(e.getMessage()))));
            }
        }
        Iterator<Outcome> taken = (rows.size() == 1
                        ? List.of(batch.importer().take(rows.get(0), batch.user()))
                        : batch.importer().takeTogether(rows, batch.user()))
                .iterator();
        return flawed.stream().map(flaw -> flaw.orElseGet(taken::next)).toList();
    }

    private void rejectUnexplained(Batch batch, CsvSource.Line line, RuntimeException e) {
        log.error("Import {}: row {} failed", batch.id(), line.number(), e);
        reject(
                batch,
                line,
                "The row could not be taken for a technical reason; the operator finds it in the log under import "
                        + batch.id() + ", row " + line.number() + ".");
    }

    private void reject(Batch batch, CsvSource.Line line, @Nullable String reason) {
        transaction.executeWithoutResult(status -> {
            store.reject(batch.id(), line.number(), String.valueOf(reason), line.cells());
            progress(batch, 0, 1, 0);
        });
        count(batch, new Counts(0, 1, 0));
    }

    private void progress(Batch batch, int done, int rejected, int alreadyKnown) {
        Instant until = clock.instant().plus(LEASE);
        if (!store.progress(batch.id(), batch.lease(), done, rejected, alreadyKnown, until)) {
            throw new LeaseLost();
        }
    }

    private void finish(UUID id, UUID lease, String state, @Nullable String message) {
        transaction.executeWithoutResult(status -> store.finish(id, lease, state, message, clock.instant()));
    }

    /** Trouble that is no row's fault, such as a database that went away: tried again later, not for ever. */
    private void interrupted(UUID id, UUID lease, Exception e) {
        log.error("Import {} is interrupted", id, e);
        Instant again = clock.instant().plus(PAUSE_AFTER_TROUBLE);
        int attempts = Objects.requireNonNull(transaction.execute(status -> store.interrupt(id, lease, again)));
        if (attempts >= MOST_ATTEMPTS) {
            finish(
                    id,
                    lease,
                    ImportJob.FAILED,
                    "Stopped by a technical fault; the operator finds it in the log under import " + id
                            + ". The rows counted as done are in; after the fault is mended upload the file again.");
        }
    }
}
