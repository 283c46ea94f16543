package io.tradewind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** A start takes its components from the list that the compiler wrote; what were missing there would not exist. */
class ComponentIndexTests {

    private static final String INDEX = "META-INF/spring.components";

    @Test
    void namesAllThatAScanFinds() throws IOException {
        ClassPathScanningCandidateComponentProvider scan =
                new ClassPathScanningCandidateComponentProvider(true, new StandardEnvironment());
        scan.setResourceLoader(new DefaultResourceLoader(new WithoutIndex()));
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));

        TreeSet<String> found = scan.findCandidateComponents("io.tradewind").stream()
                .map(component -> String.valueOf(component.getBeanClassName()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).hasSizeGreaterThan(500);
        assertThat(indexed()).containsAll(found);
    }

    private static Properties index(URL url) {
        try {
            return PropertiesLoaderUtils.loadProperties(new UrlResource(url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TreeSet<String> indexed() throws IOException {
        return Collections.list(ComponentIndexTests.class.getClassLoader().getResources(INDEX)).stream()
                .flatMap(url -> index(url).stringPropertyNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final class WithoutIndex extends ClassLoader {

        WithoutIndex() {
            super(ComponentIndexTests.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return INDEX.equals(name) ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
