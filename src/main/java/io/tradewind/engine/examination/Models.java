package io.tradewind.engine.examination;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that would be live together: what is to be deployed, and what stays of what is deployed already.
 *
 * @param pages HTML forms: name in the deployment → content
 * @param java what the models may name of the application
 */
public record Models(
        List<Model> processes, List<Model> decisions, List<Form> forms, Map<String, String> pages, JavaSide java) {

    /** The file and element of the process with this id. */
    public Optional<Process> process(String id) {
        return processes().stream()
                .flatMap(model -> model.root().children("process").stream().map(element -> new Process(model, element)))
                .filter(process -> process.element().id().equals(id))
                .findFirst();
    }

    /** The file that holds the decision with this id. */
    public Optional<Model> decision(String id) {
        return decisions().stream()
                .filter(model -> model.root().children("decision").stream()
                        .anyMatch(one -> one.id().equals(id)))
                .findFirst();
    }

    public Optional<Form> form(String id) {
        return forms().stream().filter(form -> form.id().equals(id)).findFirst();
    }

    /** Every process that can run. */
    public List<Process> runnable() {
        return processes().stream()
                .flatMap(model -> model.root().children("process").stream().map(element -> new Process(model, element)))
                .toList();
    }

    /** Names of all files. */
    public Stream<String> files() {
        return Stream.of(
                        processes().stream().map(Model::file),
                        decisions().stream().map(Model::file),
                        forms().stream().map(Form::file),
                        pages().keySet().stream())
                .flatMap(names -> names);
    }

    /** A process and the file it is drawn in. */
    public record Process(Model model, Xml element) {
        public String id() {
            return element.id();
        }
    }
}
