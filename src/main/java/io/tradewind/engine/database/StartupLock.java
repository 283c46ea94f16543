package io.tradewind.engine.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Lets one node at a time go from an empty database to a ready application. Two nodes started in the same second would
 * otherwise both create the engine's tables, deploy the models and load the demo company.
 *
 * <p>The lock is a PostgreSQL advisory lock on a connection of its own: it ends with the connection, so a node that dies
 * while starting never leaves it behind.
 */
class StartupLock implements DisposableBean {

    private static final long KEY = 0x7472616465L; // "trade"

    private final Connection connection;

    StartupLock(DataSource dataSource) throws SQLException {
        connection = dataSource.getConnection();
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
            lock.setLong(1, KEY);
            lock.execute();
        }
        try (Statement schemas = connection.createStatement()) {
            schemas.execute("CREATE SCHEMA IF NOT EXISTS engine");
            schemas.execute("CREATE SCHEMA IF NOT EXISTS tradewind");
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void release() throws SQLException {
        if (!connection.isClosed()) {
            try (PreparedStatement unlock = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
                unlock.setLong(1, KEY);
                unlock.execute();
            }
            connection.close();
        }
    }

    @Override
    public void destroy() throws SQLException {
        release();
    }
}
