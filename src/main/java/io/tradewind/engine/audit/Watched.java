package io.tradewind.engine.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is watched, and how the watching tables, triggers and functions are made: as this version's migrations leave them, so
 * that a verification asks nothing of that of the database. A test holds the file equal to a new database.
 */
final class Watched {

    static final String FILE = "audit/watched.txt";

    private static final Pattern TEXT = Pattern.compile("\\('([^']*)'::character varying\\)::text");
    private static final Pattern LIST = Pattern.compile("\\(ARRAY\\[([^\\]]*)]\\)::text\\[]");

    private static final String OWN = "tradewind.";

    /** Each watch a table ever had, the last one last. */
    private static final String WATCHES =
            """
            SELECT document, facts::text FROM tradewind.audit_entry WHERE kind = 'watch' AND document IS NOT NULL ORDER BY id
            """;

    private static final String MADE =
            """
            WITH watched AS (SELECT name, to_regclass(name) AS id FROM unnest(string_to_array(?, ',')) name),
                 own AS (SELECT watched.name, t.* FROM watched JOIN pg_catalog.pg_trigger t ON t.tgrelid = watched.id
                          WHERE NOT t.tgisinternal)
            SELECT 'table' AS kind, name, '' AS part,
                   concat(c.relkind, c.relrowsecurity, c.relforcerowsecurity,
                          EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid)) AS made
              FROM watched JOIN pg_catalog.pg_class c ON c.oid = watched.id
            UNION ALL
            SELECT 'trigger', name, tgname, concat(tgenabled, ' ', pg_get_triggerdef(oid)) FROM own
            UNION ALL
            SELECT 'function', p.oid::regprocedure::text, '',
                   concat(p.prosecdef, ' ', l.lanname, ' ', array_to_string(p.proconfig, ';'), ' ', p.prosrc)
              FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
             WHERE p.oid IN (SELECT tgfoid FROM own)
                OR p.pronamespace = 'tradewind'::regnamespace AND p.proname IN ('audit_facts', 'audit_about', 'audit_key')
            """;

    private Watched() {}

    /** The file's lines. */
    static List<String> ours() {
        try (InputStream file =
                Objects.requireNonNull(Watched.class.getClassLoader().getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the trail says about what is watched: table and facts. */
    static List<String> watches(JdbcTemplate jdbc) {
        return jdbc.query(WATCHES, (row, number) -> line("watch", row.getString(1), "", row.getString(2)));
    }

    /** How tables, their triggers and the triggers' functions are made. The search path must lead to no schema of ours. */
    static Set<String> made(JdbcTemplate jdbc, Set<String> tables) {
        String names = String.join(
                ",",
                Stream.concat(tables.stream(), Stream.of("audit_entry", "audit_verification"))
                        .map(Watched::qualified)
                        .toList());
        return new TreeSet<>(jdbc.query(
                MADE,
                (row, number) -> line(
                        row.getString("kind"),
                        row.getString("name"),
                        row.getString("part"),
                        "function".equals(row.getString("kind"))
                                ? AuditContent.hash(row.getString("made"))
                                : alike(row.getString("made"))),
                names));
    }

    /** By table, the last one of each. */
    static Map<String, String> lastWatches(List<String> lines) {
        Map<String, String> last = new LinkedHashMap<>();
        lines.stream()
                .map(line -> line.split("\t", -1))
                .filter(part -> "watch".equals(part[0]))
                .forEach(part -> last.put(part[1], part[3]));
        return last;
    }

    static Set<String> without(Set<String> these, Set<String> those) {
        Set<String> rest = new LinkedHashSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    static String qualified(String table) {
        return table.contains(".") ? table : OWN + table;
    }

    /** PostgreSQL words a list of texts in one way when it is made and in another when it was restored from a dump. */
    static String alike(String definition) {
        return LIST.matcher(TEXT.matcher(definition).replaceAll("'$1'::text"))
                .replaceAll(list -> Matcher.quoteReplacement(
                        "ARRAY[" + list.group(1).replace("::character varying", "::text") + "]"));
    }

    private static String line(String kind, String name, String part, String made) {
        return String.join("\t", kind, name, part, made);
    }
}
