package io.tradewind.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * The models, forms and decisions under one root, and the Java sources beside them.
 *
 * @param beans what an expression may name: bean name → the class's package
 * @param sources every Java source, by its path from the root
 */
record Models(
        Path root,
        List<Model> processes,
        List<Model> decisions,
        List<Form> forms,
        Map<String, String> beans,
        Map<String, String> sources) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BEAN = Pattern.compile("@(?:Component|Service)\\(\"(\\w+)\"\\)");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    /** A BPMN or DMN file. */
    record Model(String file, String module, String stem, Document xml) {
        Xml root() {
            return new Xml(xml.getDocumentElement());
        }

        /** Everything with one of these local names, wherever it stands. */
        List<Xml> all(String... localNames) {
            return root().descendants(localNames);
        }
    }

    /** A Camunda Form; HTML forms have no JSON and are not here. */
    record Form(String file, String module, String stem, JsonNode json) {}

    static Models of(Path root) {
        List<Model> processes = new ArrayList<>();
        List<Model> decisions = new ArrayList<>();
        List<Form> forms = new ArrayList<>();
        for (Path file : files(root.resolve("bpmn"))) {
            (file.toString().endsWith(".dmn") ? decisions : processes).add(model(root, file));
        }
        for (Path file : files(root.resolve("forms"))) {
            if (file.toString().endsWith(".form")) {
                forms.add(form(root, file));
            }
        }
        Map<String, String> sources = new TreeMap<>();
        Map<String, String> beans = new TreeMap<>();
        for (Path file : files(root.resolve("src/main/java"))) {
            String text = read(file);
            sources.put(root.relativize(file).toString(), text);
            Matcher packageName = PACKAGE.matcher(text);
            Matcher bean = BEAN.matcher(text);
            while (packageName.find() && bean.find()) {
                beans.put(bean.group(1), packageName.group(1));
            }
        }
        return new Models(root, processes, decisions, forms, beans, sources);
    }

    /** This project's own. */
    static Models ofProject() {
        return of(Path.of("").toAbsolutePath());
    }

    /** Whether the root holds this file, for HTML forms and pages. */
    boolean has(String path) {
        return Files.isRegularFile(root.resolve(path));
    }

    /** The files below a folder, in order; none if there is no such folder. */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Model model(Path root, Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Model(
                    root.relativize(file).toString(),
                    file.getParent().getFileName().toString(),
                    stem(file),
                    factory.newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Form form(Path root, Path file) {
        try {
            return new Form(
                    root.relativize(file).toString(),
                    file.getParent().getFileName().toString(),
                    stem(file),
                    JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
