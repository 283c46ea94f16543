package io.tradewind.operations.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.net.ConnectException: Connection refused | Another system could not be reached. Retry when it is there.",
                "Unknown property used in expression: ${x} | The model asks for something this version does not have: its owner must mend it.",
                "org.x.A: java.lang.IllegalStateException: No stock is kept of MG-1 | No stock is kept of MG-1",
                "java.lang.NullPointerException | A program error; the log of that time tells more.",
                "'' | No reason is known; the log of that time tells more."
            })
    void saysWhatWentWrongWithoutJava(String message, String words) {
        assertThat(PlainWords.of(message)).isEqualTo(words);
    }
}
