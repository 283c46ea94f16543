package io.tradewind.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table is read and written by one module, the second word of the migration that created it; others ask that module.
 */
class TableOwnerRuleTests extends ModelRule {

    private static final Pattern MIGRATION = Pattern.compile("V\\d+__(\\w+?)__.*\\.sql");
    private static final Pattern CREATED =
            Pattern.compile("(?i)\\bCREATE (?:TABLE|SEQUENCE|VIEW)(?: IF NOT EXISTS)? (\\w+)");
    private static final Pattern CHANGED =
            Pattern.compile("(?i)\\b(?:ALTER TABLE|INSERT INTO|UPDATE|DELETE FROM) (\\w+)");
    private static final Pattern MODULE = Pattern.compile("src/main/java/io/tradewind/(\\w+)/.*");
    private static final Pattern TEXT =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

    /** In capitals, as all our SQL is written; so that words in sentences are none. */
    private static final Pattern USED = Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|TABLE|nextval\\(')\\s*(\\w+)");

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        Map<String, String> owners = new HashMap<>();
        Map<String, Path> migrations = new HashMap<>();
        for (Path file : Models.files(models.root().resolve("src/main/resources/db/migration"))) {
            Matcher name = MIGRATION.matcher(file.getFileName().toString());
            if (!name.matches()) {
                findings.add(file.getFileName().toString(), "must be called like V012__lead__add_grade.sql");
                continue;
            }
            migrations.put(name.group(1) + " " + file.getFileName(), file);
            Matcher created = CREATED.matcher(Models.read(file));
            while (created.find()) {
                owners.put(created.group(1), name.group(1));
            }
        }
        migrations.forEach((key, file) -> used(CHANGED, Models.read(file))
                .forEach(table ->
                        check(findings, file.getFileName().toString(), key.split(" ")[0], table, owners.get(table))));
        models.sources().forEach((file, source) -> {
            Matcher module = MODULE.matcher(file);
            if (module.matches()) {
                tables(source).forEach(table -> check(findings, file, module.group(1), table, owners.get(table)));
            }
        });
        return findings.lines();
    }

    private static void check(
            Findings findings,
            String file,
            String module,
            String table,
            @org.jspecify.annotations.Nullable String owner) {
        if (owner != null && !owner.equals(module)) {
            findings.add(file, "uses table " + table + " of module " + owner);
        }
    }

    private static TreeSet<String> tables(String source) {
        TreeSet<String> tables = new TreeSet<>();
        Matcher text = TEXT.matcher(source);
        while (text.find()) {
            tables.addAll(used(USED, text.group()));
        }
        return tables;
    }

    private static TreeSet<String> used(Pattern pattern, String text) {
        TreeSet<String> tables = new TreeSet<>();
        Matcher use = pattern.matcher(text);
        while (use.find()) {
            tables.add(use.group(1));
        }
        return tables;
    }
}
