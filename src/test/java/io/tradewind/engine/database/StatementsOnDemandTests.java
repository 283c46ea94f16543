package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.util.ReflectionUtils;

class StatementsOnDemandTests {

    private static final String MAPPINGS = "org/camunda/bpm/engine/impl/mapping/mappings.xml";
    private static final int THREADS = 8;
    private static final List<String> PARTS =
            List.of("org.apache.ibatis.mapping.", "org.apache.ibatis.scripting.", "org.apache.ibatis.builder.");

    /** As the engine reads it. */
    private static Configuration whole;

    private final StatementsOnDemand onDemand = new StatementsOnDemand(variables());

    @BeforeAll
    static void readAllAtOnce() throws IOException {
        try (InputStream mappings = Resources.getResourceAsStream(MAPPINGS)) {
            whole = new XMLConfigBuilder(mappings, "", variables()).parse();
        }
    }

    private static Properties variables() {
        Properties variables = new Properties();
        variables.put("prefix", "");
        ProcessEngineConfigurationImpl.initSqlSessionFactoryProperties(variables, "", "postgres");
        return variables;
    }

    @Test
    void aStatementOfOursIsMadeOnceWhenItIsAskedFor() {
        List<String> made = new ArrayList<>();
        onDemand.add("tasksOfOurs", () -> copy("selectTask", "tasksOfOurs", made));
        onDemand.add("tasksOfOursAgain", () -> copy("tasksOfOurs", "tasksOfOursAgain", made));
        onDemand.add("another", () -> copy("selectVariablesByExecutionId", "another", made));
        assertThat(made).isEmpty();

        assertThat(onDemand.hasStatement("tasksOfOursAgain")).isTrue();
        assertThat(onDemand.getMappedStatement("tasksOfOursAgain").getId()).isEqualTo("tasksOfOursAgain");
        assertThat(made).containsExactly("tasksOfOurs", "tasksOfOursAgain");

        assertThat(onDemand.getMappedStatementNames()).contains("tasksOfOurs", "another");
        assertThat(made).containsExactly("tasksOfOurs", "tasksOfOursAgain", "another");
    }

    private MappedStatement copy(String from, String id, List<String> made) {
        MappedStatement stock = onDemand.getMappedStatement(from);
        made.add(id);
        return new MappedStatement.Builder(onDemand, id, stock.getSqlSource(), stock.getSqlCommandType()).build();
    }

    /** After another version of the engine: copy {@code target/statements.txt} over the list. */
    @Test
    void theListIsWhatStandsInTheEnginesFiles() throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        try (InputStream mappings = Resources.getResourceAsStream(MAPPINGS)) {
            new String(mappings.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("<mapper "))
                    .forEach(line -> found.put(line.split("\"")[1], new ArrayList<>()));
        }
        // each stands there by its short name too
        whole.getMappedStatements().stream()
                .map(statement -> (Object) statement)
                .filter(MappedStatement.class::isInstance)
                .map(MappedStatement.class::cast)
                .distinct()
                .forEach(statement -> found.get(statement.getResource()).add(shortName(statement)));
        String list = found.entrySet().stream()
                .map(file -> Path.of(file.getKey()).getFileName()
                        + file.getValue().stream().sorted().map(id -> " " + id).collect(Collectors.joining())
                        + "\n")
                .collect(Collectors.joining());
        Files.writeString(Path.of("target/statements.txt"), list);
        assertThat(Path.of("src/main/resources/engine/statements.txt")).hasContent(list);
    }

    @Test
    void readsEachStatementAsTheEngineDoes() {
        for (String id : ids()) {
            assertThat(written(onDemand.getMappedStatement(id)))
                    .as(id)
                    .hasSizeGreaterThan(200)
                    .isEqualTo(written(whole.getMappedStatement(id)));
        }
        assertThat(onDemand.getResultMapNames()).containsExactlyInAnyOrderElementsOf(whole.getResultMapNames());
        assertThat(onDemand.getMappedStatementNames())
                .containsExactlyInAnyOrderElementsOf(whole.getMappedStatementNames());
    }

    @Test
    void readsAFileWhicheverIsAskedForFirst() {
        ids().stream()
                .collect(Collectors.toMap(
                        id -> whole.getMappedStatement(id).getResource(), id -> id, (one, other) -> one))
                .values()
                .forEach(id -> {
                    StatementsOnDemand fresh = new StatementsOnDemand(variables());
                    assertThat(fresh.getMappedStatement(id)).isNotNull();
                    assertThat(fresh.getIncompleteStatements()).as(id).isEmpty();
                    assertThat(fresh.getIncompleteResultMaps()).as(id).isEmpty();
                });
    }

    @Test
    void readsOnlyTheFileOfWhatIsAskedFor() {
        assertThat(onDemand.hasStatement("selectTask")).isTrue();
        assertThat(onDemand.hasResultMap("org.camunda.bpm.engine.impl.persistence.entity.TaskEntity.taskResultMap"))
                .isTrue();
        assertThat(onDemand.getResultMapNames()).noneMatch(name -> name.contains("HistoricTaskInstanceEntity"));
    }

    @Test
    void refusesWhatTheEngineHasNotEither() {
        assertThat(onDemand.hasStatement("selectNothing")).isFalse();
        assertThatThrownBy(() -> onDemand.getMappedStatement("selectNothing"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<MappedStatement>>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                List<String> shuffled = new ArrayList<>(ids());
                Collections.shuffle(shuffled, new Random(i));
                work.add(() -> {
                    shuffled.forEach(onDemand::getMappedStatement);
                    return ids().stream().map(onDemand::getMappedStatement).toList();
                });
            }
            List<Future<List<MappedStatement>>> answers = threads.invokeAll(work);
            List<MappedStatement> expected =
                    ids().stream().map(onDemand::getMappedStatement).toList();
            for (Future<List<MappedStatement>> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isSetAsTheEnginesOwn() {
        BeanWrapperImpl expected = new BeanWrapperImpl(whole);
        BeanWrapperImpl ours = new BeanWrapperImpl(onDemand);
        List<String> simple = Arrays.stream(expected.getPropertyDescriptors())
                .filter(property -> property.getReadMethod() != null
                        && BeanUtils.isSimpleProperty(property.getReadMethod().getReturnType()))
                .map(property -> property.getName())
                .filter(name -> !name.equals("class"))
                .toList();
        assertThat(simple).hasSizeGreaterThan(20).allSatisfy(name -> assertThat(ours.getPropertyValue(name))
                .as(name)
                .isEqualTo(expected.getPropertyValue(name)));
        assertThat(onDemand.getVariables()).isEqualTo(whole.getVariables());
        assertThat(onDemand.getLazyLoadTriggerMethods()).isEqualTo(whole.getLazyLoadTriggerMethods());
        assertThat(onDemand.getProxyFactory()).hasSameClassAs(whole.getProxyFactory());
    }

    private static List<String> ids() {
        return whole.getMappedStatementNames().stream()
                .filter(name -> !name.contains("."))
                .sorted()
                .toList();
    }

    private static String shortName(MappedStatement statement) {
        return statement.getId().substring(statement.getId().lastIndexOf('.') + 1);
    }

    /** All that MyBatis knows of a statement: its parts, parameters and results. */
    private static String written(Object known) {
        StringBuilder text = new StringBuilder();
        write(known, text);
        return text.toString();
    }

    private static void write(Object known, StringBuilder text) {
        if (known instanceof Collection<?> list) {
            list.forEach(each -> write(each, text.append("\n- ")));
        } else if (known instanceof Map<?, ?> map) {
            new TreeMap<>(map)
                    .forEach((key, value) ->
                            write(value, text.append("\n").append(key).append(": ")));
        } else if (known instanceof String[] texts) {
            text.append(Arrays.toString(texts));
        } else if (known == null || BeanUtils.isSimpleValueType(known.getClass())) {
            text.append(known);
        } else {
            Class<?> type = enginesOwn(known.getClass());
            text.append(type.getName());
            if (PARTS.stream().anyMatch(type.getName()::startsWith)) {
                ReflectionUtils.doWithFields(
                        type,
                        field -> {
                            field.setAccessible(true);
                            write(
                                    field.get(known),
                                    text.append(" ").append(field.getName()).append("="));
                        },
                        field -> !Modifier.isStatic(field.getModifiers())
                                && !Configuration.class.isAssignableFrom(field.getType()));
            }
        }
    }

    /** {@link ParsedOnce} is MyBatis's own but for what it remembers. */
    private static Class<?> enginesOwn(Class<?> type) {
        return type.getName().startsWith(ParsedOnce.class.getName()) ? type.getSuperclass() : type;
    }
}
