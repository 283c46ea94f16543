package io.tradewind.engine.web;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.migration.Migrations;
import io.tradewind.engine.migration.Migrations.Migration;
import io.tradewind.engine.migration.Migrations.Proposal;
import io.tradewind.engine.migration.Migrations.Result;
import io.tradewind.engine.migration.Migrations.Trials;
import io.tradewind.engine.migration.Migrations.Wanted;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The same as the pages, for programs of process owners. */
@RestController
@RequestMapping("/api/migrations")
class MigrationsApi {

    private static final String OWNER = "process-owner";
    private static final int MOST = 1000;

    private final Migrations migrations;
    private final Acting acting;

    MigrationsApi(Migrations migrations, Acting acting) {
        this.migrations = migrations;
        this.acting = acting;
    }

    /** @param dryRun true unless it is said to be false: then nothing is kept */
    record Request(
            @Nullable String process,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable Map<String, String> steps,
            @Nullable Set<String> only,
            @Nullable Boolean dryRun,
            @Nullable String why) {}

    record Tried(Proposal plan, Trials trials) {}

    record Answer(Migration migration, List<Result> results) {}

    /** 200 with the plan and what was tried, or 202 and where to look. */
    @PostMapping
    ResponseEntity<?> migrate(@RequestBody Request request) {
        if (!acting.inGroup(OWNER)) {
            throw new AccessDeniedException("Process owners move running instances.");
        }
        if (request.process() == null || request.from() == null || request.to() == null) {
            String missing = request.process() == null ? "process" : request.from() == null ? "from" : "to";
            throw new Refused(missing, missing + " is missing: name the process, and the versions from and to.");
        }
        if (request.steps() != null && request.steps().values().stream().anyMatch(Objects::isNull)) {
            throw new Refused(
                    "steps", "A step has nothing to go to: name the step of the new version, or leave it out.");
        }
        if (request.only() != null
                && (request.only().isEmpty()
                        || request.only().stream().anyMatch(number -> number == null || number.isBlank()))) {
            throw new Refused("only", "only names no document: write their numbers, or leave it out to move all.");
        }
        Wanted wanted = new Wanted(
                request.process(),
                request.from(),
                request.to(),
                request.steps() == null ? Map.of() : request.steps(),
                request.only() == null ? Set.of() : request.only());
        if (request.dryRun() == null || request.dryRun()) {
            return ResponseEntity.ok(new Tried(migrations.propose(wanted), migrations.tryOut(wanted)));
        }
        long id = migrations.start(wanted, request.why() == null ? "" : request.why());
        return ResponseEntity.accepted()
                .location(URI.create("/api/migrations/" + id))
                .body(Map.of("id", id));
    }

    @GetMapping("/{id}")
    Answer migration(
            @PathVariable("id") long id,
            @RequestParam(name = "limit", defaultValue = "200") int limit,
            @RequestParam(name = "offset", defaultValue = "0") int offset) {
        if (!acting.inGroup(OWNER) && !acting.inGroup("auditor")) {
            throw new AccessDeniedException("For process owners and auditors");
        }
        if (limit < 1 || limit > MOST || offset < 0) {
            throw new Refused("limit", "The limit must be between 1 and " + MOST + ", the offset 0 or more.");
        }
        return new Answer(
                migrations.migration(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)),
                migrations.results(id, limit, offset));
    }
}
