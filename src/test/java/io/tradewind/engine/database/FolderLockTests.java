package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.CannotStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTests {

    @TempDir
    private Path folder;

    @Test
    void aSecondApplicationIsToldToUseAnotherFolder() throws IOException {
        try (FolderLock first = FolderLock.take(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("already running on the data folder " + folder.toAbsolutePath());
        }
    }

    @Test
    void anotherProcessIsToldToo() throws Exception {
        try (FolderLock first = FolderLock.take(folder)) {
            assertThat(first).isNotNull();
            assertThat(takenByAnotherProcess()).isFalse();
        }
        assertThat(takenByAnotherProcess()).isTrue();
    }

    @Test
    void theFolderIsFreeAgainAfterwards() throws IOException {
        FolderLock.take(folder).close();

        FolderLock.take(folder).close();
    }

    private boolean takenByAnotherProcess() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .start();
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return other.exitValue() == 0;
    }

    /** Takes the lock in a process of its own and ends. */
    static final class Other {
        public static void main(String[] folder) throws IOException {
            FolderLock.take(Path.of(folder[0])).close();
        }
    }
}
