package io.tradewind.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/**
 * Fills the templates under {@code mail/<language>/}. The first line of the text is the subject.
 *
 * <p>Has engines of its own and keeps them to itself: as beans they would displace the one that renders pages.
 */
@Component
class MailTemplates {

    private static final String FALLBACK = "en";

    private final SpringTemplateEngine text = new SpringTemplateEngine();
    private final SpringTemplateEngine html = new SpringTemplateEngine();
    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final Map<String, Object> everywhere;

    MailTemplates(@Value("${tradewind.company.name}") String company, @Value("${tradewind.base-url}") String baseUrl) {
        this.everywhere = Map.of("company", company, "baseUrl", baseUrl);
        StringTemplateResolver ofStrings = new StringTemplateResolver();
        ofStrings.setTemplateMode(TemplateMode.TEXT);
        ofStrings.setCacheable(true);
        text.setTemplateResolver(ofStrings);
        ClassLoaderTemplateResolver ofFiles = new ClassLoaderTemplateResolver();
        ofFiles.setPrefix("mail/");
        ofFiles.setSuffix(".html");
        ofFiles.setTemplateMode(TemplateMode.HTML);
        ofFiles.setCharacterEncoding(StandardCharsets.UTF_8.name());
        html.setTemplateResolver(ofFiles);
    }

    /** @param language the one it is really written in */
    record Rendered(String language, String subject, String text, @Nullable String html) {}

    private record Source(String language, String subject, String body, boolean hasHtml) {}

    /** @throws IllegalArgumentException if there is no such template, which is a mistake in the program */
    Rendered render(String template, String language, Map<String, Object> model) {
        Source source = sources.computeIfAbsent(language + "/" + template, key -> source(template, language));
        Map<String, Object> variables = new HashMap<>(everywhere);
        variables.putAll(model);
        Context context = new Context(Locale.forLanguageTag(source.language()), variables);
        return new Rendered(
                source.language(),
                // a subject is rendered by itself, so that a line break in a value cannot end it
                OneLine.of(text.process(source.subject(), context)),
                text.process(source.body(), context),
                source.hasHtml() ? html.process(source.language() + "/" + template, context) : null);
    }

    private static Source source(String template, String language) {
        if (!template.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("'" + template + "' is no name of a mail template");
        }
        for (String candidate : candidates(language)) {
            ClassPathResource file = new ClassPathResource("mail/" + candidate + "/" + template + ".txt");
            if (file.exists()) {
                try {
                    String whole =
                            file.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
                    int end = whole.indexOf('\n');
                    return new Source(
                            candidate,
                            end < 0 ? whole : whole.substring(0, end),
                            end < 0 ? "" : whole.substring(end + 1).strip() + "\n",
                            new ClassPathResource("mail/" + candidate + "/" + template + ".html").exists());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalArgumentException("There is no mail template mail/en/" + template + ".txt");
    }

    /** {@code zh-Hant-TW}, {@code zh-Hant}, {@code zh}, {@code en}. */
    private static List<String> candidates(String language) {
        List<String> candidates = new ArrayList<>();
        if (language.matches("[A-Za-z0-9-]+")) {
            for (String tag = language; ; tag = tag.substring(0, tag.lastIndexOf('-'))) {
                candidates.add(tag);
                if (tag.indexOf('-') < 0) {
                    break;
                }
            }
        }
        candidates.add(FALLBACK);
        return candidates;
    }
}
