package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@acme.example",
                "o'neil+deals@mail.acme.example",
                "änne@acme.example",
                "ann@bücher.example",
                "ann@xn--bcher-kva.example"
            })
    void anAddressIsTaken(String address) {
        assertThat(EmailAddresses.isPlausible(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@acme.example",
                "ann@",
                "ann@acme",
                "a@x..com",
                "a@.com",
                "a@x.com.",
                "a@x_y.com",
                "a@-x.com",
                "a@[127.0.0.1]",
                "a@\u0085x.com",
                "a@x\u2028.com",
                "a@x\uD800y.com",
                "a@b@x.com",
                "a b@x.com",
                "a@x.com, b@x.com"
            })
    void whatNoMailCanReachIsNone(String text) {
        assertThat(EmailAddresses.isPlausible(text)).isFalse();
    }

    @Test
    void aPartOfAHostHasAtMost63Letters() {
        assertThat(EmailAddresses.isPlausible("x@" + "y".repeat(63) + ".com")).isTrue();
        assertThat(EmailAddresses.isPlausible("x@" + "y".repeat(64) + ".com")).isFalse();
        assertThat(EmailAddresses.endsInHost("tradewind@localhost")).isTrue();
    }
}
