package io.tradewind.engine.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;

/**
 * Reads a file of the engine's statements when one of them is first asked for. The engine reads all of them at a start,
 * which was a fifth of it; a start asks for statements of a third of the files, and for those of cases, batches or external
 * tasks nobody asks here at all. Which statements stand in which file is listed in {@code engine/statements.txt}; a test
 * compares the list with the engine's files, and what is read on demand with what the engine reads.
 */
final class StatementsOnDemand extends Configuration {

    private static final String FOLDER = "org/camunda/bpm/engine/impl/mapping/entity/";

    /** Parts of statements in other files. */
    private static final List<String> SHARED = List.of("Commons.xml", "Authorization.xml", "Tenant.xml", "Report.xml");

    private final Set<String> unread = new LinkedHashSet<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Supplier<MappedStatement>> ours = new LinkedHashMap<>();

    StatementsOnDemand(Properties variables) {
        setVariables(variables);
        getLanguageRegistry().register(new ParsedOnce());
        setDefaultScriptingLanguage(ParsedOnce.class);
        list().lines().map(line -> line.split(" ")).forEach(this::list);
        SHARED.forEach(this::read);
    }

    private static String list() {
        try (InputStream list = StatementsOnDemand.class.getResourceAsStream("/engine/statements.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void list(String[] fileAndStatements) {
        unread.add(fileAndStatements[0]);
        for (int i = 1; i < fileAndStatements.length; i++) {
            files.put(fileAndStatements[i], fileAndStatements[0]);
        }
    }

    /** A statement of ours, made when it is first asked for: what it is made from need not be read before. */
    synchronized void add(String id, Supplier<MappedStatement> statement) {
        ours.put(id, statement);
    }

    @Override
    public MappedStatement getMappedStatement(String id, boolean validateIncompleteStatements) {
        readFileOf(id);
        return mappedStatements.get(id);
    }

    @Override
    public boolean hasStatement(String id, boolean validateIncompleteStatements) {
        readFileOf(id);
        return mappedStatements.containsKey(id);
    }

    @Override
    public Collection<String> getMappedStatementNames() {
        readAll();
        return super.getMappedStatementNames();
    }

    @Override
    public Collection<MappedStatement> getMappedStatements() {
        readAll();
        return super.getMappedStatements();
    }

    private synchronized void readAll() {
        List.copyOf(unread).forEach(this::read);
        List.copyOf(ours.keySet()).forEach(this::make);
    }

    private void readFileOf(String id) {
        if (!mappedStatements.containsKey(id)) {
            String file = files.get(id);
            if (file == null) {
                make(id);
            } else {
                read(file);
            }
        }
    }

    private synchronized void make(String id) {
        Supplier<MappedStatement> statement = ours.get(id);
        if (statement != null) {
            addMappedStatement(statement.get());
            ours.remove(id);
        }
    }

    private synchronized void read(String file) {
        if (unread.contains(file)) {
            try (InputStream xml = Resources.getResourceAsStream(FOLDER + file)) {
                new XMLMapperBuilder(xml, this, FOLDER + file, getSqlFragments()).parse();
                unread.remove(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
