package io.tradewind.engine.database;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;

/** Lets an engine read with statements of its own that are rewritten, word by word what the engine would ask otherwise. */
public final class RewrittenStatements {

    private RewrittenStatements() {}

    /**
     * For this engine alone; its statements themselves stay.
     *
     * @param suffix what the rewritten ones are called beside the engine's
     * @param source reads what the engine's statement reads
     */
    public static void use(
            ProcessEngineConfigurationImpl engine,
            Collection<String> statements,
            String suffix,
            Function<MappedStatement, SqlSource> source) {
        DbSqlSessionFactory sessions = engine.getDbSqlSessionFactory();
        Configuration configuration = engine.getSqlSessionFactory().getConfiguration();
        Map<String, String> mapped = new HashMap<>(sessions.getStatementMappings());
        for (String statement : statements) {
            String ours = statement + suffix;
            String before = mapped.getOrDefault(statement, statement);
            Supplier<MappedStatement> rewritten = () -> {
                MappedStatement stock = configuration.getMappedStatement(before);
                return reading(ours, stock, source.apply(stock));
            };
            if (configuration instanceof StatementsOnDemand onDemand) {
                onDemand.add(ours, rewritten);
            } else {
                configuration.addMappedStatement(rewritten.get());
            }
            mapped.put(statement, ours);
        }
        sessions.setStatementMappings(mapped);
    }

    private static MappedStatement reading(String id, MappedStatement stock, SqlSource source) {
        return new MappedStatement.Builder(stock.getConfiguration(), id, source, stock.getSqlCommandType())
                .resource(stock.getResource())
                .resultMaps(stock.getResultMaps())
                .statementType(stock.getStatementType())
                .lang(stock.getLang())
                .build();
    }

    /** The engine's statement with these parameters, its text rewritten; the parameters keep their order. */
    public static BoundSql bound(MappedStatement stock, Object parameters, UnaryOperator<String> rewriting) {
        BoundSql bound = stock.getSqlSource().getBoundSql(parameters);
        BoundSql rewritten = new BoundSql(
                stock.getConfiguration(), rewriting.apply(bound.getSql()), bound.getParameterMappings(), parameters);
        bound.getAdditionalParameters().forEach(rewritten::setAdditionalParameter);
        return rewritten;
    }
}
