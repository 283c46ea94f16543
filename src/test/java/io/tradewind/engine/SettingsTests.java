package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class SettingsTests {

    private static final Pattern READ = Pattern.compile(
            "\\$\\{(tradewind\\.[a-z.-]+|TRADEWIND_[A-Z_]+)|(?:getProperty\\(|name = |OnProperty\\()\"(tradewind\\.[a-z.-]+)\"");

    private static final Pattern LIST = Pattern.compile("\\{(\"tradewind\\.[^}]*)}");

    /** A name that is read and not listed would be told to be misspelt. */
    @Test
    void theListNamesWhatIsRead() throws Exception {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            files.filter(file -> file.toString().matches(".*\\.(java|yml)")).forEach(file -> {
                String text = text(file);
                for (Matcher found = READ.matcher(text); found.find(); ) {
                    read.add(uniform(found.group(1) == null ? found.group(2) : found.group(1)));
                }
                for (Matcher found = LIST.matcher(text); found.find(); ) {
                    Stream.of(found.group(1).split(","))
                            .map(SettingsTests::uniform)
                            .forEach(read::add);
                }
            });
        }
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var candidate : scan.findCandidateComponents("io.tradewind")) {
            Class<?> type = Class.forName(candidate.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            if (prefix.startsWith("tradewind")) {
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(name -> read.add(uniform(prefix + name)));
            }
        }

        assertThat(read)
                .isEqualTo(Settings.KNOWN.stream()
                        .map(SettingsTests::uniform)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aNameThatNothingReadsIsFoundWithItsPlace() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "environment",
                        Map.of("TRADEWIND_MAIL_HSOT", "mail", "TRADEWIND_MAIL_CONNECTTIMEOUT", "1s", "HOME", "/root")));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "commandLine", Map.of("tradewind.xyz", "1", "tradewind.data-directory", "data")));

        assertThat(Settings.unread(environment))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("TRADEWIND_MAIL_HSOT", "environment", "tradewind.xyz", "commandLine"));
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, tcp://10.0.0.1:8080, TRADEWIND_PORT",
        "tradewind.company.time-zone, Mars, TRADEWIND_TIME_ZONE",
        "tradewind.company.time-zone, +02:43, TRADEWIND_TIME_ZONE",
        "tradewind.company.currency, dollars, TRADEWIND_CURRENCY",
        "tradewind.drain, soon, TRADEWIND_DRAIN",
        "tradewind.standing-deals.unanswered, many, TRADEWIND_STANDINGDEALS_UNANSWERED",
        "tradewind.metrics-open, perhaps, TRADEWIND_METRICS_OPEN",
        "tradewind.mail.alike-a-day, -1, TRADEWIND_MAIL_ALIKEADAY",
        "tradewind.mail.alike-a-day, some, TRADEWIND_MAIL_ALIKEADAY",
        "tradewind.base-url, sales.example.com, TRADEWIND_BASE_URL",
        "tradewind.oidc.issuer, login.example.com/realm, TRADEWIND_OIDC_ISSUER",
        "spring.datasource.url, postgres://db/tradewind, SPRING_DATASOURCE_URL",
        "spring.datasource.url, jdbc:postgresql://tw:secret@db/tradewind, SPRING_DATASOURCE_URL",
        "spring.datasource.password, secret, SPRING_DATASOURCE_PASSWORD"
    })
    void aValueThatCannotBeEndsTheStartInWords(String name, String value, String variable) {
        assertThatThrownBy(() -> Settings.check(environment(Map.of(name, value))))
                .isInstanceOfSatisfying(CannotStart.class, cannot -> {
                    assertThat(cannot.getMessage()).contains(variable).doesNotContain("secret");
                    assertThat(cannot.remedy()).isNotBlank();
                });
    }

    @Test
    void whatIsRightAndWhatIsNotSetPasses() {
        Settings.check(environment(Map.of()));
        Settings.check(environment(Map.of(
                "spring.datasource.url", "jdbc:postgresql://db/tradewind",
                "spring.datasource.username", "tradewind",
                "tradewind.company.time-zone", "Asia/Almaty",
                "tradewind.company.currency", "KZT",
                "tradewind.drain", "0s",
                "tradewind.mail.alike-a-day", "0",
                "tradewind.base-url", "http://localhost:8080",
                "tradewind.oidc.issuer", "")));
        // as a compose file hands on what nobody has set
        Settings.check(environment(Map.of(
                "spring.datasource.url", "", "spring.datasource.username", "", "spring.datasource.password", "")));
    }

    /** A variable that was never filled: the demo company would come up in place of the company's database. */
    @Test
    void anEmptyAddressBesideALoginEndsTheStart() {
        for (String name : new String[] {"username", "password"}) {
            assertThatThrownBy(() -> Settings.check(
                            environment(Map.of("spring.datasource.url", " ", "spring.datasource." + name, "secret"))))
                    .isInstanceOfSatisfying(CannotStart.class, cannot -> assertThat(cannot.getMessage())
                            .contains("SPRING_DATASOURCE_URL is not, or is empty")
                            .doesNotContain("secret"));
        }
    }

    private static StandardEnvironment environment(Map<String, Object> set) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("set", set));
        return environment;
    }

    private static String uniform(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
