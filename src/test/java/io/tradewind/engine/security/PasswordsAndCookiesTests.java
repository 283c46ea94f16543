package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.UnknownPassword;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockServletContext;

@TradewindTest
class PasswordsAndCookiesTests {

    @Autowired
    private Web web;

    @Autowired
    private IdentityService identity;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    /** The demo, which the tests run in, is the one exception: its users have the password {@code demo}. */
    @Test
    void thePolicyIsOnWhereThereIsNoDemo() {
        YamlPropertiesFactoryBean file = new YamlPropertiesFactoryBean();
        file.setResources(new ClassPathResource("application.yml"));
        Properties settings = file.getObject();

        assertThat(settings).containsEntry("camunda.bpm.generic-properties.properties.enable-password-policy", true);
    }

    @ParameterizedTest
    @CsvSource({
        "demo, false",
        "Short-1, false",
        "all-lower-case-1, false",
        "ALL-UPPER-CASE-1, false",
        "No-Digit-Anywhere, false",
        "NothingSpecial42, false",
        "Ada-Lovelace-42, false",
        "Correct-Horse-42, true"
    })
    void ofFourKindsAndWithoutTheUsersName(String password, boolean good) {
        var ada = identity.newUser("ada-lovelace");

        assertThat(identity.checkPasswordAgainstPolicy(engine.getPasswordPolicy(), password, ada)
                        .isValid())
                .isEqualTo(good);
    }

    /** Whoever is called so could hardly find a password without it. */
    @ParameterizedTest
    @CsvSource({"Bo, Li, Lithium-Boat-42, true", "A, Smith, Correct-Horse-42, true", "Bo, Lin, Linden-Tree-42, false"})
    void aShortNameMayBePartOfIt(String first, String last, String password, boolean good) {
        var person = identity.newUser("any-id");
        person.setFirstName(first);
        person.setLastName(last);

        assertThat(identity.checkPasswordAgainstPolicy(engine.getPasswordPolicy(), password, person)
                        .isValid())
                .isEqualTo(good);
    }

    /** A login that is made for somebody has one that nobody knows; by chance it held a short name. */
    @Test
    void aPasswordThatNobodyKnowsSuitsEverybody() {
        for (String name : List.of("A", "Li", "Ana", "aA1", "123", "12-34", "system")) {
            var person = identity.newUser(name);
            person.setFirstName(name);
            person.setLastName(name);
            person.setEmail(name);

            assertThat(Stream.generate(UnknownPassword::next).limit(500))
                    .as(name)
                    .allMatch(password -> identity.checkPasswordAgainstPolicy(
                                    engine.getPasswordPolicy(), password, person)
                            .isValid())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void noScriptReadsTheSession() {
        assertThat(web.browser().logIn("gm", "demo").headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }

    @ParameterizedTest
    @CsvSource({"https://sales.example.com, true", "HTTPS://sales.example.com, true", "http://localhost:8080, false"})
    void whereTheAddressIsHttpsNoCookieTravelsWithout(String baseUrl, boolean secure) {
        MockServletContext context = new MockServletContext();
        CamundaBpmProperties camunda = new CamundaBpmProperties();

        new SecureCookies(baseUrl, camunda).onStartup(context);

        assertThat(context.getSessionCookieConfig().isSecure()).isEqualTo(secure);
        assertThat(camunda.getWebapp().getCsrf().isEnableSecureCookie()).isEqualTo(secure);
        assertThat(camunda.getWebapp().getSessionCookie().isEnableSecureCookie())
                .isEqualTo(secure);
    }
}
