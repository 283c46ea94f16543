package io.tradewind.demo;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What of the demo has been loaded into this database, so that nothing is loaded twice. */
@Repository
class DemoMarks {

    private final JdbcClient jdbc;

    DemoMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sets the mark in the caller's transaction; false if it was set before. */
    boolean setOnce(String mark) {
        return jdbc.sql("INSERT INTO demo_mark (name) VALUES (:name) ON CONFLICT DO NOTHING")
                        .param("name", mark)
                        .update()
                == 1;
    }
}
