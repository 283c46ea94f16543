package io.tradewind.engine.guard;

import io.tradewind.engine.guard.Field.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads an embedded HTML form: every element that names a variable, with the bounds of its attributes. */
final class HtmlFormReader {

    /** How a form that keeps a day in a hidden field says so. */
    private static final String ISO_DAY = "\\d{4}-\\d{2}-\\d{2}";

    FormRules read(byte[] form) {
        Document document = Jsoup.parse(new String(form, StandardCharsets.UTF_8));
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Element element : document.select("[cam-variable-name]")) {
            String name = element.attr("cam-variable-name");
            if (!element.hasAttr("disabled")) {
                fields.putIfAbsent(name, field(document, element, name));
            }
        }
        return new FormRules(fields);
    }

    private static Field field(Document document, Element element, String name) {
        Kind kind = element.hasAttr("readonly") ? Kind.SHOWN : kind(element);
        Integer longest = whole(element.attr("data-max-length"));
        Field.Builder field = Field.named(name, kind)
                .label(label(document, element))
                .required(element.hasAttr("required"))
                .range(number(element.attr("min")), number(element.attr("max")))
                .length(whole(element.attr("minlength")), longest != null ? longest : whole(element.attr("maxlength")))
                .decimals(isWhole(element) ? Integer.valueOf(0) : null);
        String pattern = element.attr("pattern");
        field.pattern(
                pattern.isBlank() ? null : CamundaFormReader.compiled("^(?:" + pattern + ")$"),
                element.attr("title").isBlank() ? null : element.attr("title"));
        if (kind == Kind.CHOICE) {
            field.options(options(document, element, name), null);
        }
        return field.build();
    }

    private static Kind kind(Element element) {
        if (element.normalName().equals("select") || element.attr("type").equalsIgnoreCase("radio")) {
            return Kind.CHOICE;
        }
        if (element.attr("type").equalsIgnoreCase("date")
                || element.attr("pattern").equals(ISO_DAY)) {
            return Kind.DATE;
        }
        return switch (element.attr("cam-variable-type").toLowerCase(Locale.ROOT)) {
            case "integer", "long", "short", "double" -> Kind.NUMBER;
            case "boolean" -> Kind.YES_NO;
            case "date" -> Kind.DATE_TIME;
            case "json" -> Kind.JSON;
            case "file" -> Kind.FILE;
            default -> Kind.TEXT;
        };
    }

    private static boolean isWhole(Element element) {
        return Set.of("integer", "long", "short")
                .contains(element.attr("cam-variable-type").toLowerCase(Locale.ROOT));
    }

    /** Null when the options come from a variable or from a script. */
    private static @Nullable Set<String> options(Document document, Element element, String name) {
        if (element.hasAttr("cam-choices") || element.hasAttr("ng-options")) {
            return null;
        }
        Set<String> options = new LinkedHashSet<>();
        if (element.normalName().equals("select")) {
            element.select("option")
                    .forEach(option -> options.add(option.hasAttr("value") ? option.attr("value") : option.text()));
        } else {
            for (Element radio : document.select("input[type=radio]")) {
                if (radio.attr("cam-variable-name").equals(name)
                        || !element.attr("name").isBlank() && radio.attr("name").equals(element.attr("name"))) {
                    options.add(radio.attr("value"));
                }
            }
        }
        options.remove("");
        return options.isEmpty() ? null : options;
    }

    private static @Nullable String label(Document document, Element element) {
        if (element.hasAttr("aria-label")) {
            return element.attr("aria-label");
        }
        if (!element.id().isBlank()) {
            for (Element label : document.select("label")) {
                if (label.attr("for").equals(element.id())) {
                    return label.text();
                }
            }
        }
        Element around = element.closest("label");
        return around == null ? null : around.ownText();
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.isBlank() ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException computed) {
            return null;
        }
    }

    private static @Nullable Integer whole(String text) {
        BigDecimal number = number(text);
        return number == null ? null : number.intValue();
    }
}
