package io.tradewind.model;

import io.tradewind.engine.examination.Form;
import io.tradewind.engine.examination.JavaSide;
import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Reading;
import io.tradewind.organization.Roles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.function.SingletonSupplier;

/**
 * The models, forms and decisions under one root, and the Java sources beside them.
 *
 * @param pages HTML forms by path
 * @param beans what an expression may name: bean name → class name
 * @param sources every Java source, by its path from the root
 */
record Models(
        Path root,
        List<Model> processes,
        List<Model> decisions,
        List<Form> forms,
        Map<String, String> pages,
        Map<String, String> beans,
        Map<String, String> sources) {

    private static final Pattern BEAN = Pattern.compile("@(?:Component|Service)\\(\"(\\w+)\"\\)");

    private static final Pattern BEAN_CLASS = Pattern.compile("src/main/java/(.*)\\.java");

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Supplier<JavaSide> JAVA = SingletonSupplier.of(() -> {
        Map<String, String> processBeans = new TreeMap<>(ofProject().beans());
        // a face without a name of its own is called like its class
        ofProject().sources().keySet().stream()
                .map(BEAN_CLASS::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1).replace('/', '.'))
                .filter(type -> type.contains(".process.") && !type.endsWith("package-info"))
                .filter(type -> !processBeans.containsValue(type))
                .forEach(type -> processBeans.put("class " + type, type));
        processBeans.values().removeIf(type -> !type.contains(".process."));
        return JavaSide.of(processBeans, Set.copyOf(Roles.ALL), Models.class.getClassLoader());
    });

    static Models of(Path root) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String folder : List.of("bpmn", "forms")) {
            for (Path file : files(root.resolve(folder))) {
                files.put(root.relativize(file).toString(), read(file).getBytes(StandardCharsets.UTF_8));
            }
        }
        Reading read = Reading.of(files);
        if (!read.findings().isEmpty()) {
            throw new IllegalArgumentException(root + " cannot be read: " + read.findings());
        }
        Map<String, String> sources = new TreeMap<>();
        Map<String, String> beans = new TreeMap<>();
        for (Path file : files(root.resolve("src/main/java"))) {
            String text = read(file);
            String path = root.relativize(file).toString();
            sources.put(path, text);
            Matcher bean = BEAN.matcher(text);
            Matcher name = BEAN_CLASS.matcher(path);
            while (name.matches() && bean.find()) {
                beans.put(bean.group(1), name.group(1).replace('/', '.'));
            }
        }
        return new Models(root, read.processes(), read.decisions(), read.forms(), read.pages(), beans, sources);
    }

    /** What the examination sees; a fixture without Java stands beside the project's. */
    io.tradewind.engine.examination.Models examined() {
        boolean own = Files.isDirectory(root.resolve("src/main/java")) && !root.equals(PROJECT);
        return new io.tradewind.engine.examination.Models(
                processes,
                decisions,
                forms,
                pages,
                own ? JavaSide.ofBeans(homes(), Set.copyOf(Roles.ALL)) : JAVA.get());
    }

    /** Bean name → package. */
    Map<String, String> homes() {
        Map<String, String> homes = new TreeMap<>();
        beans.forEach((bean, type) -> homes.put(bean, type.substring(0, type.lastIndexOf('.'))));
        return homes;
    }

    /** This project's own. */
    static Models ofProject() {
        return of(PROJECT);
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
}
