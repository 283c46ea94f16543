package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://tw:s3cret@db/tradewind",
                "jdbc:postgresql://tw:s3cret@db:5432/tradewind?sslmode=require",
                "jdbc:postgresql://tw:s3c@ret@db/tradewind",
                "jdbc:postgresql://tw:s3c/ret@db/tradewind",
                "jdbc:postgresql://tw:s3c?ret@db/tradewind",
                "jdbc:postgresql://tw:s3c=ret@db/tradewind"
            })
    void aLoginInFrontOfTheHostIsFoundAndNotShown(String url) {
        assertThat(DatabaseAddress.holdsLogin(url)).isTrue();
        assertThat(DatabaseAddress.shown(url))
                .isEqualTo("jdbc:postgresql://db" + url.replaceAll(".*@db|\\?sslm.*", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/tradewind, jdbc:postgresql://db/tradewind",
        "jdbc:postgresql://db/tradewind?password=s3cret, jdbc:postgresql://db/tradewind",
        "jdbc:postgresql:tradewind, jdbc:postgresql:tradewind"
    })
    void anotherIsShownWithoutItsParameters(String url, String shown) {
        assertThat(DatabaseAddress.holdsLogin(url)).isFalse();
        assertThat(DatabaseAddress.shown(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = "jdbc:postgresql://db/tradewind?user=tw&password=s3c@ret")
    void aPasswordAmongTheParametersMayHoldAnyCharacter(String url) {
        assertThat(DatabaseAddress.holdsLogin(url)).isFalse();
        assertThat(DatabaseAddress.shown(url)).doesNotContain("s3c");
    }
}
