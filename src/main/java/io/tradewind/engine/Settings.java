package io.tradewind.engine;

import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.StringUtils;

/**
 * Looks at what the operator has set before anything is started: a value that cannot be ends the start in words, a name
 * that nobody reads is told in the log.
 */
@Configuration(proxyBeanMethods = false)
class Settings {

    private static final Logger log = LoggerFactory.getLogger(Settings.class);

    /** All that begin with {@code tradewind}, and those of the environment that {@code application.yml} names. */
    static final Set<String> KNOWN = Set.of(
            "tradewind.address",
            "tradewind.admin.password",
            "tradewind.admin.user",
            "tradewind.background",
            "tradewind.base-url",
            "tradewind.bureau.attempts",
            "tradewind.bureau.connect-timeout",
            "tradewind.bureau.failures-to-open",
            "tradewind.bureau.first-wait",
            "tradewind.bureau.key",
            "tradewind.bureau.open-for",
            "tradewind.bureau.read-timeout",
            "tradewind.bureau.report-days",
            "tradewind.bureau.url",
            "tradewind.company",
            "tradewind.company.currency",
            "tradewind.company.name",
            "tradewind.company.time-zone",
            "tradewind.currency",
            "tradewind.data-directory",
            "tradewind.demo",
            "tradewind.demo-bureau",
            "tradewind.demo-pipeline",
            "tradewind.drain",
            "tradewind.mail.alike-a-day",
            "tradewind.mail.connect-timeout",
            "tradewind.mail.from",
            "tradewind.mail.host",
            "tradewind.mail.password",
            "tradewind.mail.port",
            "tradewind.mail.read-timeout",
            "tradewind.mail.starttls",
            "tradewind.mail.tls",
            "tradewind.mail.username",
            "tradewind.metrics-open",
            "tradewind.oidc.client-id",
            "tradewind.oidc.client-secret",
            "tradewind.oidc.groups",
            "tradewind.oidc.groups-claim",
            "tradewind.oidc.issuer",
            "tradewind.oidc.name",
            "tradewind.oidc.passwords",
            "tradewind.oidc.scopes",
            "tradewind.oidc.user-claim",
            "tradewind.port",
            "tradewind.retention.leads",
            "tradewind.retention.mails",
            "tradewind.retention.rejected-rows",
            "tradewind.standing-deals.questions-a-day",
            "tradewind.standing-deals.unanswered",
            "tradewind.stop-when-ready",
            "tradewind.time-zone",
            "tradewind.watch.clock-apart",
            "tradewind.watch.disk-free",
            "tradewind.watch.fact-age",
            "tradewind.watch.import-silence",
            "tradewind.watch.incidents",
            "tradewind.watch.job-lag",
            "tradewind.watch.mail-age",
            "tradewind.watch.mails",
            "tradewind.watch.mails-failed",
            "tradewind.watch.node-silence");

    /** What is said where this is not set tells of it. */
    private static final String URL = "spring.datasource.url";

    @Bean
    static BeanFactoryPostProcessor settingsLookedAt(ConfigurableEnvironment environment) {
        return factory -> {
            check(environment);
            unread(environment)
                    .forEach((name, source) -> log.warn(
                            "Nothing reads the setting {} ({}): it is misspelt,"
                                    + " or of another release. What can be set stands in docs/operator-guide.md.",
                            name,
                            source));
        };
    }

    static void check(ConfigurableEnvironment environment) {
        String url = environment.getProperty(URL, "");
        for (String name : new String[] {"username", "password"}) {
            if (!environment.getProperty("spring.datasource." + name, "").isBlank() && url.isBlank()) {
                throw new CannotStart(
                        "SPRING_DATASOURCE_" + name.toUpperCase(Locale.ROOT) + " is set and SPRING_DATASOURCE_URL is"
                                + " not, or is empty: the demo company would be started, on a database of its own.",
                        "Set SPRING_DATASOURCE_URL, like jdbc:postgresql://host:5432/database; for the demo set none of"
                                + " them.");
            }
        }
        if (url.contains(":") && !url.startsWith("jdbc:postgresql:")) {
            throw new CannotStart(
                    "SPRING_DATASOURCE_URL does not name a PostgreSQL as Java does: it begins with '"
                            + url.substring(0, url.indexOf(':') + 1) + "'.",
                    "Write it like jdbc:postgresql://host:5432/database, without user and password.");
        }
        if (DatabaseAddress.holdsLogin(url)) {
            throw new CannotStart(
                    DatabaseAddress.WITH_LOGIN,
                    "Put them into SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and write the address"
                            + " like jdbc:postgresql://host:5432/database.");
        }
        must(environment, "server.port", "TRADEWIND_PORT", Integer::valueOf, "8080");
        must(environment, "tradewind.company.time-zone", "TRADEWIND_TIME_ZONE", Settings::zone, "Europe/Berlin");
        must(environment, "tradewind.company.currency", "TRADEWIND_CURRENCY", Currency::getInstance, "EUR");
        must(environment, "tradewind.drain", "TRADEWIND_DRAIN", DurationStyle::detectAndParse, "5s");
        must(environment, "tradewind.metrics-open", "TRADEWIND_METRICS_OPEN", Settings::yesOrNo, "true");
        must(environment, "tradewind.mail.alike-a-day", "TRADEWIND_MAIL_ALIKEADAY", Settings::noneOrMore, "50");
        must(
                environment,
                "tradewind.standing-deals.questions-a-day",
                "TRADEWIND_STANDINGDEALS_QUESTIONSADAY",
                Integer::valueOf,
                "5");
        must(
                environment,
                "tradewind.standing-deals.unanswered",
                "TRADEWIND_STANDINGDEALS_UNANSWERED",
                Integer::valueOf,
                "15");
        must(environment, "tradewind.base-url", "TRADEWIND_BASE_URL", Settings::address, "https://sales.example.com");
        must(
                environment,
                "tradewind.oidc.issuer",
                "TRADEWIND_OIDC_ISSUER",
                Settings::address,
                "https://login.example.com");
    }

    private interface Reading {
        Object read(String value);
    }

    private static void must(
            ConfigurableEnvironment environment, String name, String variable, Reading reading, String example) {
        String value = environment.getProperty(name, "").strip();
        if (value.isEmpty()) {
            return;
        }
        try {
            reading.read(value);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new CannotStart(
                    "The setting %s (environment %s) cannot be '%s'.".formatted(name, variable, value),
                    "Write it like " + example + ".");
        }
    }

    /** As Java's calendars read it, and the scheduled work's, which read fewer. */
    private static Object zone(String value) {
        StringUtils.parseTimeZoneString(value);
        return ZoneId.of(value);
    }

    private static Object yesOrNo(String value) {
        if (!Set.of("true", "false").contains(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(value);
        }
        return value;
    }

    private static Object noneOrMore(String value) {
        if (Integer.parseInt(value) < 0) {
            throw new IllegalArgumentException(value);
        }
        return value;
    }

    private static Object address(String value) {
        URI address = URI.create(value);
        if (address.getHost() == null || !Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            throw new IllegalArgumentException(value);
        }
        return address;
    }

    /** Names that begin like ours and that nothing reads, each with where it is set. */
    static TreeMap<String, String> unread(ConfigurableEnvironment environment) {
        Set<String> known = KNOWN.stream().map(Settings::uniform).collect(Collectors.toSet());
        TreeMap<String, String> unread = new TreeMap<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(EnumerablePropertySource.class::cast)
                .forEach(source -> Stream.of(source.getPropertyNames())
                        .filter(name -> uniform(name).startsWith("tradewind")
                                && name.length() > "tradewind".length()
                                && !known.contains(uniform(name)))
                        .forEach(name -> unread.put(name, source.getName())));
        return unread;
    }

    /** {@code TRADEWIND_MAIL_CONNECTTIMEOUT} is {@code tradewind.mail.connect-timeout}. */
    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
