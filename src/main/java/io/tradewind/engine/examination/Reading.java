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
import org.w3c.dom.Document;
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
        String kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
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
                    : "cannot be read, line " + e.getLineNumber() + ": " + e.getMessage()
                            + " Open it in Camunda Modeler and save it again";
            findings.error(name, why);
        } catch (SAXException | IOException e) {
            findings.error(name, "cannot be read: " + e.getMessage());
        }
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
