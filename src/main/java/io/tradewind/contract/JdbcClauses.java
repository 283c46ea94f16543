package io.tradewind.contract;

import io.tradewind.contract.ContractClause.Deviation;
import io.tradewind.contract.ContractClause.Judge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The library of standard clauses, and what each contract made of it. */
@Repository
class JdbcClauses {

    private static final String COPY =
            """
            INSERT INTO contract_provision (contract_number, position, key, library_version, title, text, judge, deviation)
            SELECT :number, row_number() OVER (ORDER BY position, key), key, version, title, text, judge, 'none'
              FROM (SELECT DISTINCT ON (key) key, version, position, title, text, judge
                      FROM contract_clause
                     WHERE valid_from <= :day
                     ORDER BY key, valid_from DESC, version DESC) library
            """;

    private static final String SELECT =
            """
            SELECT p.position, p.key, p.library_version, p.title, p.text, c.text AS library_text, p.judge, p.deviation,
                   p.deviation_by, p.deviation_why
              FROM contract_provision p
              LEFT JOIN contract_clause c ON c.key = p.key AND c.version = p.library_version
             WHERE p.contract_number = :number
             ORDER BY p.position
            """;

    private static final String FORGET = "DELETE FROM contract_provision WHERE contract_number = :number";

    private static final String INSERT =
            """
            INSERT INTO contract_provision (contract_number, position, key, library_version, title, text, judge, deviation,
                                            deviation_by, deviation_why)
            VALUES (:number, :position, :key, :libraryVersion, :title, :text, :judge, :deviation, :by, :why)
            """;

    private final JdbcClient jdbc;

    JdbcClauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the clauses over that are valid on this day. */
    void copyLibrary(String number, LocalDate day) {
        jdbc.sql(COPY).param("number", number).param("day", day).update();
    }

    List<ContractClause> of(String number) {
        return jdbc.sql(SELECT).param("number", number).query(this::clause).list();
    }

    void replace(String number, List<ContractClause> clauses) {
        jdbc.sql(FORGET).param("number", number).update();
        for (ContractClause clause : clauses) {
            jdbc.sql(INSERT)
                    .param("number", number)
                    .param("position", clause.position())
                    .param("key", clause.key())
                    .param("libraryVersion", clause.libraryVersion())
                    .param("title", clause.title())
                    .param("text", clause.text())
                    .param("judge", clause.judge().code())
                    .param("deviation", clause.deviation().code())
                    .param("by", clause.deviationBy())
                    .param("why", clause.deviationWhy())
                    .update();
        }
    }

    private ContractClause clause(ResultSet row, int index) throws SQLException {
        return new ContractClause(
                row.getInt("position"),
                row.getString("key"),
                row.getObject("library_version", Integer.class),
                row.getString("title"),
                row.getString("text"),
                row.getString("library_text"),
                Judge.of(row.getString("judge")),
                Deviation.of(row.getString("deviation")),
                row.getString("deviation_by"),
                row.getString("deviation_why"));
    }
}
