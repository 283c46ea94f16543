package io.tradewind.engine.database;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.builder.SqlSourceBuilder;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.xmltags.DynamicContext;
import org.apache.ibatis.scripting.xmltags.DynamicSqlSource;
import org.apache.ibatis.scripting.xmltags.MixedSqlNode;
import org.apache.ibatis.scripting.xmltags.SqlNode;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.scripting.xmltags.XMLScriptBuilder;
import org.apache.ibatis.session.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of the engine with conditions in it reads like is put together each time, as ever; where its values go is
 * looked for in each such text once. MyBatis looks each time, and asks Java for the type of each value. The answer
 * depends on the text, the class of what is asked with and the classes of the values bound along the way, nothing else.
 */
final class ParsedOnce extends XMLLanguageDriver {

    /** Of a statement. Lists of ids make many, most of which never come again: those beyond are looked at anew. */
    static final int TEXTS = 50;

    /** Of a text; the longest of those with a few values have 5,000 signs. */
    private static final int LONGEST = 8_000;

    /** The engine's and MyBatis's own, which no text of the engine speaks of by more than its name. */
    private static final List<String> KNOWN =
            List.of(DynamicContext.PARAMETER_OBJECT_KEY, DynamicContext.DATABASE_ID_KEY);

    @Override
    public SqlSource createSqlSource(Configuration configuration, XNode script, Class<?> parameterType) {
        Script read = new Script(configuration, script, parameterType);
        SqlSource source = read.parseScriptNode();
        return source instanceof DynamicSqlSource ? new Remembering(configuration, read.whole) : source;
    }

    /** The whole is read last, after its parts. */
    private static final class Script extends XMLScriptBuilder {

        private SqlNode whole = context -> false;

        Script(Configuration configuration, XNode script, Class<?> parameterType) {
            super(configuration, script, parameterType);
        }

        @Override
        protected MixedSqlNode parseDynamicTags(XNode node) {
            MixedSqlNode read = super.parseDynamicTags(node);
            whole = read;
            return read;
        }
    }

    /**
     * @param parameters class of what is asked with
     * @param bound classes of the values bound on the way; nothing for a value that is nothing
     */
    private record Text(String sql, Class<?> parameters, List<Object> bound) {}

    static final class Remembering extends DynamicSqlSource {

        private final Configuration configuration;
        private final SqlNode whole;
        private final Map<Text, SqlSource> parsed = new ConcurrentHashMap<>();

        Remembering(Configuration configuration, SqlNode whole) {
            super(configuration, whole);
            this.configuration = configuration;
            this.whole = whole;
        }

        @Override
        public BoundSql getBoundSql(@Nullable Object parameters) {
            DynamicContext context = new DynamicContext(configuration, parameters);
            whole.apply(context);
            Map<String, Object> bindings = context.getBindings();
            BoundSql bound = parsed(
                            context.getSql(), parameters == null ? Object.class : parameters.getClass(), bindings)
                    .getBoundSql(parameters);
            bindings.forEach(bound::setAdditionalParameter);
            return bound;
        }

        private SqlSource parsed(String sql, Class<?> type, Map<String, Object> bindings) {
            List<Object> bound = classes(bindings);
            if (bound == null || sql.contains(DynamicContext.PARAMETER_OBJECT_KEY)) {
                return parse(sql, type, bindings);
            }
            Text text = new Text(sql, type, bound);
            SqlSource known = parsed.get(text);
            if (known == null) {
                known = parse(sql, type, bindings);
                if (parsed.size() < TEXTS && sql.length() <= LONGEST) {
                    parsed.put(text, known);
                }
            }
            return known;
        }

        private SqlSource parse(String sql, Class<?> type, Map<String, Object> bindings) {
            return new SqlSourceBuilder(configuration).parse(sql, type, bindings);
        }

        int texts() {
            return parsed.size();
        }

        /** Nothing where a value has parts of its own, whose classes may differ. */
        private static @Nullable List<Object> classes(Map<String, Object> bindings) {
            if (bindings.size() == KNOWN.size()) {
                return List.of();
            }
            List<Object> classes = new ArrayList<>(bindings.size());
            for (Map.Entry<String, Object> binding : bindings.entrySet()) {
                Object value = binding.getValue();
                if (KNOWN.contains(binding.getKey())) {
                    continue;
                }
                if (!isSimple(value)) {
                    return null;
                }
                classes.add(binding.getKey());
                classes.add(value == null ? "" : value.getClass());
            }
            return classes;
        }

        private static boolean isSimple(@Nullable Object value) {
            return value == null
                    || value instanceof CharSequence
                    || value instanceof Number
                    || value instanceof Boolean
                    || value instanceof Date
                    || value instanceof Enum<?>;
        }
    }
}
