package io.tradewind.engine.examination;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads the files of a deployment once. What cannot be read is a finding, with the line; what is too big is not read.
 *
 * @param findings what could not be read
 */
public record Reading(
        List<Model> processes,
        List<Model> decisions,
        List<Form> forms,
        Map<String, String> pages,
        List<Finding> findings) {

    /** Some hundred times the largest model of ours. */
    public static final int LARGEST_FILE = 10 * 1024 * 1024;

    private static final int DEEPEST = 50;
    private static final int LONGEST_EXPRESSION = 2_000;
    private static final int LONGEST_NAME = 200;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /** @param files name in the deployment → content */
    public static Reading of(Map<String, byte[]> files) {
        Reading read = new Reading(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
        Findings findings = new Findings();
        new TreeMap<>(files).forEach((name, content) -> read.add(name, content, findings));
        read.findings.addAll(findings.list());
        return read;
    }

    /** These files, beside what Java offers to them. */
    public Models with(JavaSide java) {
        return new Models(processes, decisions, forms, pages, java);
    }

    /** These files and others. */
    Reading beside(Reading others) {
        Map<String, String> allPages = new TreeMap<>(others.pages);
        allPages.putAll(pages);
        return new Reading(
                joined(processes, others.processes),
                joined(decisions, others.decisions),
                joined(forms, others.forms),
                allPages,
                joined(findings, others.findings));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private void add(String name, byte[] content, Findings findings) {
        String strange = strangeName(name);
        if (strange != null) {
            findings.error(name, strange);
            return;
        }
        String kind = name.substring(name.lastIndexOf('.') + 1);
        if (content.length > LARGEST_FILE) {
            findings.error(name, tooBig(content.length));
            return;
        }
        switch (kind) {
            case "bpmn", "dmn" -> addModel(name, content, kind, findings);
            case "form" -> addForm(name, content, findings);
            case "html" -> pages.put(name, new String(content, StandardCharsets.UTF_8));
            default ->
                findings.error(name, "is no model: only .bpmn, .dmn, .form and .html files are deployed; leave it out");
        }
    }

    static String tooBig(long bytes) {
        return "is too big: " + (bytes + 1024 * 1024 - 1) / (1024 * 1024) + " MB, and " + LARGEST_FILE / (1024 * 1024)
                + " MB are allowed; a model is small, so something else was attached to it";
    }

    private void addModel(String name, byte[] content, String kind, Findings findings) {
        try {
            Document xml = builder().parse(new ByteArrayInputStream(content));
            String tooMuch = tooMuch(xml);
            if (tooMuch != null) {
                findings.error(name, tooMuch);
                return;
            }
            Model model = new Model(name, module(name), stem(name), xml);
            if (kind.equals("bpmn")) {
                boolean bpmn = BPMN.equals(xml.getDocumentElement().getNamespaceURI());
                if (!bpmn || model.all("process").isEmpty()) {
                    findings.error(name, "holds no process; save it as a BPMN diagram of Camunda 7");
                    return;
                }
                processes.add(model);
            } else if (model.all("decision").isEmpty()) {
                findings.error(name, "holds no decision; save it as a DMN diagram of Camunda 7");
            } else {
                decisions.add(model);
            }
        } catch (SAXParseException e) {
            String why = String.valueOf(e.getMessage()).contains("DOCTYPE")
                    ? "has a document type declaration (DOCTYPE), which no model needs; remove it"
                    : "cannot be read, line " + e.getLineNumber() + ": " + XmlWords.of(String.valueOf(e.getMessage()))
                            + " Open it in Camunda Modeler and save it again";
            findings.error(name, why);
        } catch (SAXException | IOException e) {
            findings.error(name, "cannot be read: " + e.getMessage());
        }
    }

    /** What would be read for ever, or until the stack is full: found without reading it piece inside piece. */
    private static @Nullable String tooMuch(Document xml) {
        int depth = 0;
        Node node = xml.getDocumentElement();
        while (node != null) {
            if (node instanceof Element element) {
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    Node attribute = element.getAttributes().item(i);
                    if (isLongExpression(attribute.getNodeValue())) {
                        return tooLong(attribute.getNodeName(), element);
                    }
                }
            } else if (isLongExpression(node.getNodeValue()) && node.getParentNode() instanceof Element around) {
                return tooLong(around.getNodeName(), around);
            }
            Node next = node.getFirstChild();
            if (next != null && ++depth > DEEPEST) {
                return "holds more than " + DEEPEST + " elements inside each other; draw it anew in Camunda Modeler";
            }
            while (next == null && node != null) {
                next = node.getNextSibling();
                if (next == null) {
                    node = node.getParentNode();
                    depth--;
                }
            }
            node = next;
        }
        return null;
    }

    private static boolean isLongExpression(@Nullable String text) {
        return text != null && text.length() > LONGEST_EXPRESSION && (text.contains("${") || text.contains("#{"));
    }

    private static String tooLong(String where, Element element) {
        return "has an expression of more than " + LONGEST_EXPRESSION + " letters at " + where + " of "
                + (element.getAttribute("id").isEmpty() ? element.getNodeName() : element.getAttribute("id"))
                + "; compute it in a step of the application and name its variable";
    }

    /** What is wrong with the name of a file; null if nothing is. */
    private static @Nullable String strangeName(String name) {
        boolean leadsElsewhere =
                Stream.of(name.split("/", -1)).anyMatch(part -> part.isBlank() || part.matches("\\.+"));
        if (leadsElsewhere || name.length() > LONGEST_NAME || !name.matches("[\\p{L}\\p{M}\\p{N} ._()+,'&/-]+")) {
            return "has a name that no model has; call it by letters, digits and dashes, such as"
                    + " bpmn/lead/lead-qualification.bpmn";
        }
        String kind = name.substring(name.lastIndexOf('.') + 1);
        return kind.equals(kind.toLowerCase(Locale.ROOT))
                ? null
                : "ends with ." + kind + ", which the engine does not take for a model; write ."
                        + kind.toLowerCase(Locale.ROOT);
    }

    private void addForm(String name, byte[] content, Findings findings) {
        try {
            JsonNode json = JSON.readTree(content);
            if (json == null || !json.path("components").isArray()) {
                findings.error(name, "is no form: it lists no components; save it as a Camunda 7 form");
                return;
            }
            forms.add(new Form(name, module(name), stem(name), json));
        } catch (JsonProcessingException e) {
            findings.error(
                    name,
                    "cannot be read, line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage()
                            + "; open it in Camunda Modeler and save it again");
        } catch (IOException e) {
            findings.error(name, "cannot be read: " + e.getMessage());
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Thrown());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java cannot read XML safely", e);
        }
    }

    /** The folder of a file: {@code lead} of {@code bpmn/lead/lead-grade.dmn}; empty outside {@code bpmn} and {@code forms}. */
    public static String module(String name) {
        String[] parts = name.split("/");
        return parts.length == 3 && (parts[0].equals("bpmn") || parts[0].equals("forms")) ? parts[1] : "";
    }

    private static String stem(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.substring(0, file.lastIndexOf('.'));
    }

    /** The parser's own handler writes to the console. */
    private static final class Thrown implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
