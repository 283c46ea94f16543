package io.tradewind.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every template of a mail, whoever wrote it. */
class MailTemplateFilesTests {

    @Test
    void noHtmlTemplateShowsAValueUnescaped() throws IOException {
        assertThat(unescaped("<p th:text=\"${x}\">[[${x}]]</p>")).isFalse();
        assertThat(unescaped("<p th:utext=\"${x}\"></p>")).isTrue();
        assertThat(unescaped("<p>[(${x})]</p>")).isTrue();

        List<String> found = new ArrayList<>();
        for (Resource file : files("html")) {
            if (unescaped(file.getContentAsString(StandardCharsets.UTF_8))) {
                found.add(file.getURI().toString());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyHtmlTemplateHasATextWithASubject() throws IOException {
        for (Resource html : files("html")) {
            Resource text =
                    html.createRelative(String.valueOf(html.getFilename()).replace(".html", ".txt"));
            assertThat(text.exists()).as(text.toString()).isTrue();
            String first = text.getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            assertThat(first.strip()).as(text.toString()).isNotEmpty();
        }
    }

    private static boolean unescaped(String template) {
        return template.contains("th:utext") || template.contains("[(");
    }

    private static Resource[] files(String extension) throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath*:mail/**/*." + extension);
    }
}
