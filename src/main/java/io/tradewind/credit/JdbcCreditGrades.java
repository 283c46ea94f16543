package io.tradewind.credit;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCreditGrades implements CreditGrades {

    private static final String LAST =
            "SELECT rating FROM credit_check_log WHERE subject = :subject AND rating IS NOT NULL ORDER BY id DESC LIMIT 1";

    private final JdbcClient jdbc;

    JdbcCreditGrades(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> lastOf(String subject) {
        return jdbc.sql(LAST).param("subject", subject).query(String.class).optional();
    }
}
