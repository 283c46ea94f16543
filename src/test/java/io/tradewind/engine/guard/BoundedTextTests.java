package io.tradewind.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedTextTests {

    @Test
    void anOrdinaryPatternIsJudgedAsEver() {
        assertThat(BoundedText.holds(Pattern.compile("^[A-Z]{2}\\d+$"), "DE" + "1".repeat(3_000)))
                .isTrue();
        assertThat(BoundedText.holds(Pattern.compile("^[A-Z]{2}\\d+$"), "D1")).isFalse();
    }

    @Timeout(10)
    @ParameterizedTest
    @ValueSource(strings = {"(.*a){25}$", "^a*a*a*a*a*a*a*a*$"})
    void aPatternThatWouldTakeYearsIsGivenUp(String pattern) {
        assertThatThrownBy(() -> BoundedText.holds(Pattern.compile(pattern), "a".repeat(60) + "!"))
                .isInstanceOf(BoundedText.TooLong.class);
    }

    @Test
    void aPatternTooDeepForTheStackIsGivenUp() {
        assertThatThrownBy(() -> BoundedText.holds(Pattern.compile("^(a|b|c)*$"), "abc".repeat(100_000)))
                .isInstanceOf(BoundedText.TooLong.class);
    }
}
