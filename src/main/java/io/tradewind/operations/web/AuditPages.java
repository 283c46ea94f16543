package io.tradewind.operations.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.Acting;
import io.tradewind.engine.audit.AuditTrail;
import io.tradewind.engine.audit.AuditTrail.Entry;
import io.tradewind.engine.audit.AuditTrail.Search;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.engine.web.SpreadsheetText;
import io.tradewind.operations.AuditEveryNight;
import io.tradewind.organization.Roles;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The audit trail, for auditors and nobody else: it tells of all approvals, reviews and rights. */
@Controller
@RequestMapping("/audit")
class AuditPages {

    static final List<String> KINDS = List.of(
            "approval",
            "price",
            "calendar",
            "contract",
            "credit",
            "payment",
            "goodwill",
            "target",
            "review",
            "model",
            "engine",
            "operator",
            "right",
            "login",
            "erasure",
            "watch");

    private static final int SHOWN = 30;
    private static final int MOST_IN_A_FILE = 100_000;
    private static final int LONGEST = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AuditTrail trail;
    private final AuditEveryNight night;
    private final Acting acting;

    AuditPages(AuditTrail trail, AuditEveryNight night, Acting acting) {
        this.trail = trail;
        this.night = night;
        this.acting = acting;
    }

    @Bean
    static HomeLink auditLink() {
        return new HomeLink(
                34,
                "Follow the audit trail",
                "Who decided, gave, booked or changed what, and the proof that nobody changed it afterwards.",
                "/audit",
                Set.of(Roles.AUDITOR));
    }

    /** One line of the page. */
    record Line(Entry entry, String what, String facts) {}

    @GetMapping
    String overview(
            @RequestParam(name = "kind", required = false) @Nullable String kind,
            @RequestParam(name = "person", required = false) @Nullable String person,
            @RequestParam(name = "document", required = false) @Nullable String document,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "before", required = false) @Nullable Long before,
            @RequestParam(name = "after", required = false) @Nullable Long after,
            Model model) {
        auditorsOnly();
        Search search = search(kind, person, document, from, to);
        Leaf leaf = leaf(search, before, after);
        model.addAttribute("search", search);
        model.addAttribute("kinds", KINDS);
        model.addAttribute(
                "lines",
                leaf.entries().stream()
                        .map(entry -> new Line(entry, what(entry), facts(entry)))
                        .toList());
        model.addAttribute("leaf", leaf);
        model.addAttribute("state", trail.state());
        model.addAttribute("verified", trail.lastVerified().orElse(null));
        return "operations/audit";
    }

    /**
     * What one page shows.
     *
     * @param newest whether nothing younger is known
     * @param newer above which the page before begins; null if that is the first one, or this is
     * @param older below which the next page begins; null at the end
     */
    record Leaf(List<Entry> entries, boolean newest, @Nullable Long newer, @Nullable Long older) {}

    private Leaf leaf(Search search, @Nullable Long before, @Nullable Long after) {
        if (after != null) {
            List<Entry> found = trail.newer(search, after, SHOWN + 1);
            if (found.size() > SHOWN) {
                List<Entry> shown = found.subList(1, SHOWN + 1);
                return new Leaf(
                        shown, false, shown.get(0).id(), shown.get(SHOWN - 1).id());
            }
        }
        // from the top whole pages are shown
        Long below = after == null ? before : null;
        List<Entry> found = trail.find(search, below, SHOWN + 1);
        boolean more = found.size() > SHOWN;
        List<Entry> shown = more ? found.subList(0, SHOWN) : found;
        return new Leaf(
                shown,
                below == null,
                below == null || shown.isEmpty() ? null : shown.get(0).id(),
                more ? shown.get(SHOWN - 1).id() : null);
    }

    @GetMapping("/entries.csv")
    ResponseEntity<byte[]> file(
            @RequestParam(name = "kind", required = false) @Nullable String kind,
            @RequestParam(name = "person", required = false) @Nullable String person,
            @RequestParam(name = "document", required = false) @Nullable String document,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        auditorsOnly();
        List<List<String>> rows = new ArrayList<>();
        trail.each(search(kind, person, document, from, to), MOST_IN_A_FILE, entry -> rows.add(row(entry)));
        byte[] file = SpreadsheetText.of(
                List.of(
                        "Entry",
                        "When (UTC)",
                        "Kind",
                        "What",
                        "Person",
                        "Document",
                        "Facts",
                        "Transaction",
                        "Written by",
                        "SHA-256"),
                rows.stream());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("audit-trail.csv")
                                .build()
                                .toString())
                .body(file);
    }

    @PostMapping("/verify")
    String verify(RedirectAttributes told) {
        auditorsOnly();
        AuditTrail.Verified verified = night.verify(acting.user().orElse("system"));
        told.addFlashAttribute(
                "said",
                verified.findings() == 0
                        ? "Verified: %,d entries, nothing was changed.".formatted(verified.entries())
                        : "Something was changed: see below.");
        return "redirect:/audit";
    }

    private void auditorsOnly() {
        if (!acting.inGroup(Roles.AUDITOR)) {
            throw new AccessDeniedException("The audit trail is for auditors.");
        }
    }

    private static Search search(
            @Nullable String kind,
            @Nullable String person,
            @Nullable String document,
            @Nullable String from,
            @Nullable String to) {
        return new Search(
                text("kind", kind),
                text("person", person),
                text("document", document),
                day("from", from),
                day("to", to));
    }

    /** One that is too long is not left out: all entries would be taken for those that were asked for. */
    private static @Nullable String text(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.strip().length() > LONGEST) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_ENTITY, "\"%s\": at most %d characters.".formatted(field, LONGEST));
        }
        return text.strip();
    }

    private static @Nullable LocalDate day(String field, @Nullable String text) {
        String day = text(field, text);
        try {
            LocalDate parsed = day == null ? null : LocalDate.parse(day);
            if (day != null && parsed != null && (parsed.getYear() < 1900 || parsed.getYear() > 9999)) {
                throw new DateTimeParseException("No such year", day, 0);
            }
            return parsed;
        } catch (DateTimeParseException e) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_ENTITY, "\"%s\": a day is written as 2026-10-20.".formatted(field));
        }
    }

    private static List<String> row(Entry entry) {
        return List.of(
                entry.seq() == null ? "" : entry.seq().toString(),
                entry.at().toString(),
                entry.kind(),
                what(entry),
                said(entry.person()),
                said(entry.document()),
                SpreadsheetText.harmless(facts(entry)),
                String.valueOf(entry.transaction()),
                SpreadsheetText.harmless(entry.writtenBy()),
                entry.sha256() == null ? "" : entry.sha256());
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : SpreadsheetText.harmless(text);
    }

    private static String what(Entry entry) {
        if (entry.source() == null) {
            return entry.act();
        }
        String table = entry.source().replace("engine.act_", "");
        return table.replaceFirst("^(id|ru|ge|hi)_", "").replace('_', ' ') + " " + entry.act();
    }

    /** The columns with a value; of sealed ones only that they are. */
    private static String facts(Entry entry) {
        JsonNode facts;
        try {
            facts = JSON.readTree(entry.facts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        List<String> shown = new ArrayList<>();
        facts.fields().forEachRemaining(fact -> {
            JsonNode value = fact.getValue();
            String name = fact.getKey().replaceAll("_$", "").replace('_', ' ');
            if (value.isObject() && value.has("sha256")) {
                shown.add(name + " (sealed)");
            } else if (!value.isNull()) {
                shown.add(name + " " + (value.isTextual() ? value.asText() : value.toString()));
            }
        });
        return String.join(", ", shown);
    }
}
