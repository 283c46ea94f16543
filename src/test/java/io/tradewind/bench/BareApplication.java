package io.tradewind.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;

/**
 * What one has with the engine's starters, web applications and REST interface alone. No stereotype: the application's scan
 * must not find it.
 */
@EnableAutoConfiguration(
        exclude = {FlywayAutoConfiguration.class, MailSenderAutoConfiguration.class, ThymeleafAutoConfiguration.class},
        excludeName = {
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.camunda.bpm.spring.boot.starter.security.oauth2.CamundaSpringSecurityOAuth2AutoConfiguration"
        })
final class BareApplication {

    private BareApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.run(BareApplication.class, arguments);
    }
}
