package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.support.TradewindTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class StartupLockTests {

    @Autowired
    private DataSource dataSource;

    @Test
    void theSecondNodeWaitsUntilTheFirstIsReady() throws Exception {
        StartupLock first = new StartupLock(dataSource);
        ExecutorService otherNode = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<StartupLock> second = CompletableFuture.supplyAsync(this::start, otherNode);
            assertThatThrownBy(() -> second.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            first.release();

            StartupLock lock = second.get(30, TimeUnit.SECONDS);
            assertThat(lock).isNotNull();
            lock.release();
        } finally {
            first.release();
            otherNode.shutdown();
        }
    }

    private StartupLock start() {
        try {
            return new StartupLock(dataSource);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
