package io.tradewind.engine.examination;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message that is waited for is sent by somebody, and starts one process only: the engine would not know which, and
 * refuses the second.
 */
public final class MessageRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        Set<String> sent = new HashSet<>(models.java().words());
        models.processes().forEach(model -> model.all("intermediateThrowEvent", "endEvent", "sendTask")
                .forEach(event -> sent.addAll(messages(model, event))));
        Map<String, String> starts = new HashMap<>();
        for (Model model : models.processes()) {
            for (Xml event : model.all("startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask")) {
                for (String message : messages(model, event)) {
                    if (message.isEmpty()) {
                        findings.error(model, event, "waits for no message: choose one and give it a name");
                    } else if (!message.contains("{") && !sent.contains(message)) {
                        findings.error(
                                model,
                                event,
                                "waits for the message '" + message + "', which nothing sends; choose one of those that"
                                        + " are sent" + known(models));
                    }
                    if (startsProcess(event)) {
                        String other = starts.put(message, model.file() + ", " + event.told());
                        if (other != null) {
                            findings.error(
                                    model,
                                    event,
                                    "starts with the message '" + message + "', and so does " + other
                                            + "; keep one of the two");
                        }
                    }
                }
            }
        }
        return findings.list();
    }

    /** Other messages that models wait for, as examples of what can be chosen. */
    private static String known(Models models) {
        Set<String> names = models.processes().stream()
                .flatMap(model -> model.root().children("message").stream())
                .map(Xml::name)
                .filter(name -> models.java().words().contains(name))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        return names.isEmpty() ? "" : ", such as " + names.stream().limit(3).collect(Collectors.joining(", "));
    }

    private static boolean startsProcess(Xml event) {
        return event.is("startEvent")
                && event.element().getParentNode() instanceof org.w3c.dom.Element around
                && new Xml(around).is("process");
    }

    private static List<String> messages(Model model, Xml event) {
        List<Xml> holders = event.is("receiveTask", "sendTask")
                ? event.get("messageRef").isEmpty() ? List.of() : List.of(event)
                : event.children("messageEventDefinition");
        return holders.stream()
                .map(holder -> model.root().children("message").stream()
                        .filter(message -> message.id().equals(holder.get("messageRef")))
                        .map(Xml::name)
                        .findFirst()
                        .orElse(""))
                .toList();
    }
}
