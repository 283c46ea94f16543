package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.Test;

/** Beside MyBatis's own, asked the same. */
class ParsedOnceTests {

    private static final String STATEMENTS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
            <mapper namespace="test">
              <update id="change">
                update task <set> <if test="name != null">name = #{name, jdbcType=VARCHAR},</if> due = #{due}</set>
                 where id = #{id}
              </update>
              <select id="some" resultType="string">
                <bind name="like" value="prefix + '%'"/>
                select id from task where name like #{like}
                <if test="ids != null">
                  and id in <foreach item="one" collection="ids" open="(" separator="," close=")">#{one}</foreach>
                </if>
              </select>
              <select id="parts" resultType="string">
                select id from task where
                <foreach item="task" collection="tasks" separator="or">
                  <if test="true">(id = #{task.id} and due = #{task.due})</if>
                </foreach>
              </select>
              <select id="plain" resultType="string">select id from task where id = #{id}</select>
            </mapper>
            """;

    private final Configuration stock = read(new Configuration());
    private final Configuration ours = read(remembering());

    public record Named(String name, Date due, String id) {}

    /** Bean properties, as the engine's entities have. */
    public static final class Task {

        private final Named values;

        Task(String name, Date due, String id) {
            values = new Named(name, due, id);
        }

        public String getName() {
            return values.name();
        }

        public Date getDue() {
            return values.due();
        }

        public String getId() {
            return values.id();
        }
    }

    @Test
    void theSameTextIsParsedOnceAndItsValuesGoWhereTheyWent() {
        for (int i = 0; i < 3; i++) {
            same("change", new Task("call", new Date(i), "t" + i));
            same("change", new Task(null, new Date(i), "t" + i));
        }
        assertThat(texts("change")).isEqualTo(2);
        assertThat(bound(ours, "change", new Task("call", new Date(1), "t1")).getParameterMappings())
                .as("nothing was looked for anew")
                .isSameAs(bound(ours, "change", new Task("sign", new Date(2), "t2"))
                        .getParameterMappings());
    }

    /** As text, a number would be written as one. */
    @Test
    void valuesOfOtherClassesAreOtherwise() {
        for (int i = 0; i < 2; i++) {
            same("some", asked("prefix", "a", "ids", List.of("1", "2")));
            same("some", asked("prefix", "a", "ids", List.of(1, 2)));
            same("some", asked("prefix", "a", "ids", List.of(1L, 2L)));
            same("some", asked("prefix", "a", "ids", Arrays.asList("1", null)));
            same("some", asked("prefix", "b"));
        }
        assertThat(texts("some")).isEqualTo(5);
    }

    @Test
    void whatIsAskedWithAnotherClassIsOtherwise() {
        same("change", new Task("call", new Date(1), "t1"));
        same("change", asked("name", "call", "due", 5, "id", "t1"));
        same("change", new Task("call", new Date(1), "t1"));
        assertThat(texts("change")).isEqualTo(2);
    }

    /** The classes of its parts would have to be compared too. */
    @Test
    void aValueWithPartsIsLookedAtAnew() {
        same("parts", asked("tasks", List.of(new Task("a", new Date(1), "t1"))));
        same("parts", asked("tasks", List.of(Map.of("id", 1, "due", "never"))));
        assertThat(texts("parts")).isZero();
    }

    @Test
    void onlySomeTextsAreRemembered() {
        for (int length = 1; length <= ParsedOnce.TEXTS + 20; length++) {
            same(
                    "some",
                    asked(
                            "prefix",
                            "a",
                            "ids",
                            IntStream.range(0, length).boxed().toList()));
        }
        assertThat(texts("some")).isEqualTo(ParsedOnce.TEXTS);
    }

    @Test
    void aStatementWithoutConditionsIsMyBatissOwn() {
        same("plain", asked("id", "t1"));
        assertThat(ours.getMappedStatement("plain").getSqlSource())
                .hasSameClassAs(stock.getMappedStatement("plain").getSqlSource());
    }

    private void same(String statement, Object asked) {
        BoundSql expected = bound(stock, statement, asked);
        BoundSql bound = bound(ours, statement, asked);
        assertThat(bound.getSql()).isEqualTo(expected.getSql());
        assertThat(bound.getParameterObject()).isSameAs(expected.getParameterObject());
        assertThat(bound.getAdditionalParameters()).isEqualTo(expected.getAdditionalParameters());
        assertThat(bound.getParameterMappings())
                .extracting(ParsedOnceTests::written)
                .isEqualTo(expected.getParameterMappings().stream()
                        .map(ParsedOnceTests::written)
                        .toList());
    }

    private static String written(ParameterMapping mapping) {
        return mapping + " " + mapping.getTypeHandler().getClass();
    }

    private int texts(String statement) {
        return ((ParsedOnce.Remembering) ours.getMappedStatement(statement).getSqlSource()).texts();
    }

    private static BoundSql bound(Configuration configuration, String statement, Object asked) {
        return configuration.getMappedStatement(statement).getBoundSql(asked);
    }

    private static Map<String, Object> asked(Object... namesAndValues) {
        Map<String, Object> asked = new HashMap<>();
        asked.put("ids", null);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            asked.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return asked;
    }

    private static Configuration remembering() {
        Configuration configuration = new Configuration();
        configuration.getLanguageRegistry().register(new ParsedOnce());
        configuration.setDefaultScriptingLanguage(ParsedOnce.class);
        return configuration;
    }

    private static Configuration read(Configuration configuration) {
        new XMLMapperBuilder(
                        new ByteArrayInputStream(STATEMENTS.getBytes(StandardCharsets.UTF_8)),
                        configuration,
                        "test",
                        configuration.getSqlFragments())
                .parse();
        return configuration;
    }
}
