package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.security.CompanyRefusals.NotTakenIn;
import io.tradewind.engine.security.CompanyRefusals.Reason;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.web.client.ResourceAccessException;

@ExtendWith(OutputCaptureExtension.class)
class CompanyRefusalsTests {

    @Test
    void aProviderThatFallsSilentIsToldAsThatAndIsOneLineOfTheLog(CapturedOutput output) throws IOException {
        var silent = new ResourceAccessException("I/O error\nfor \"/token\"", new HttpTimeoutException("timed out"));

        assertThat(page("invalid_token_response", "An error occurred: " + silent.getMessage(), silent))
                .isEqualTo("/login?unreachable");

        assertThat(output.getAll().lines())
                .singleElement()
                .asString()
                .contains("WARN", "An error occurred: I/O error for \"/token\"");
    }

    @Test
    void aProviderThatDoesNotTakeOurSecretIsOneLineOfTheLogAndNotToldToThePerson(CapturedOutput output)
            throws IOException {
        assertThat(page("invalid_client", "[invalid_client] " + "x".repeat(1000), null))
                .isEqualTo("/login?refused=answer");

        assertThat(output.getAll()).contains("WARN", "[invalid_client]").hasSizeLessThan(600);
    }

    @Test
    void whatAStrangerMakesUpAndWhomWeHaveRefusedIsNotWrittenDownHere(CapturedOutput output) throws IOException {
        assertThat(page("authorization_request_not_found", "none", null)).isEqualTo("/login?refused=stale");
        assertThat(page(new MockHttpServletRequest(), new NotTakenIn(Reason.LEFT)))
                .isEqualTo("/login?refused=left");

        assertThat(output.getAll()).isEmpty();
    }

    /** {@code /login/oauth2/code/company?error=boom&error_description=…} is opened by anybody. */
    @Test
    void whatStandsInTheAddressIsNotWrittenDown(CapturedOutput output) throws IOException {
        MockHttpServletRequest brought = new MockHttpServletRequest();
        brought.setParameter("error", "boom");
        brought.setParameter("error_description", "hello there");
        assertThat(page(brought, "boom", "[boom] hello there", null)).isEqualTo("/login?refused=answer");
        assertThat(output.getAll().lines())
                .singleElement()
                .asString()
                .contains("with an error instead of a code")
                .doesNotContain("boom", "hello");

        int before = output.getAll().length();
        assertThat(page(new MockHttpServletRequest(), "invalid_request", "[invalid_request]", null))
                .isEqualTo("/login?refused=stale");
        assertThat(page("invalid_state_parameter", "[invalid_state_parameter]", null))
                .isEqualTo("/login?refused=stale");
        assertThat(output.getAll()).hasSize(before);
    }

    /** On the way back, and where the code is exchanged. */
    @Test
    void whoCancelsOverThereIsToldSoAndIsOneLineOfTheLog(CapturedOutput output) throws IOException {
        MockHttpServletRequest cancelled = new MockHttpServletRequest();
        cancelled.setParameter("error", "access_denied");
        cancelled.setParameter("error_description", "hello there");
        assertThat(page(cancelled, "access_denied", "[access_denied] hello there", null))
                .isEqualTo("/login?refused=cancelled");
        assertThat(output.getAll().lines())
                .singleElement()
                .asString()
                .contains("WARN", "cancelled")
                .doesNotContain("hello");

        assertThat(page("access_denied", "[access_denied]", null)).isEqualTo("/login?refused=answer");
        assertThat(output.getAll().lines()).hasSize(2).last().asString().contains("[access_denied]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\u0085", "\u2028", "\u2029", "\u009b", "\u001b", "\u202e", "\u200f", "\u2066"})
    void whatEndsALineOrCommandsATerminalStaysOutOfTheLog(String sign, CapturedOutput output) throws IOException {
        assertThat(page("invalid_client", "one" + sign + "FAKE", null)).isEqualTo("/login?refused=answer");

        assertThat(output.getAll().stripTrailing()).containsPattern("one ?FAKE").doesNotContain(sign);
    }

    private static String page(String code, String said, Throwable cause) throws IOException {
        MockHttpServletRequest back = new MockHttpServletRequest();
        back.setParameter("code", "a-code");
        return page(back, code, said, cause);
    }

    private static String page(MockHttpServletRequest back, String code, String said, Throwable cause)
            throws IOException {
        return page(back, new OAuth2AuthenticationException(new OAuth2Error(code), said, cause));
    }

    private static String page(MockHttpServletRequest back, OAuth2AuthenticationException failed) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new CompanyRefusals().onAuthenticationFailure(back, response, failed);
        return String.valueOf(response.getRedirectedUrl());
    }
}
