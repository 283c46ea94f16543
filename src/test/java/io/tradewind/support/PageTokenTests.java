package io.tradewind.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody takes the token of {@code SecurityMockMvcRequestPostProcessors}: it stays in the application for good. */
class PageTokenTests {

    @Test
    void testsSendTheTokenThatPagesSend() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<Path> others = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("PageTokenTests.java"))
                    .filter(file -> text(file).contains("SecurityMockMvcRequestPostProcessors.csrf"))
                    .toList();
            assertThat(others).isEmpty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
