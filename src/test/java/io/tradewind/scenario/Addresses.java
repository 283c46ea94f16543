package io.tradewind.scenario;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts ids into the addresses of routes: of what is there, or else of nothing. */
final class Addresses {

    private static final Pattern VARIABLE = Pattern.compile("\\{(?:[^{}]|\\{[^}]*})*}");

    /** What a route needs before it looks at anything else. */
    private static final Map<String, String> QUERIES = Map.ofEntries(
            Map.entry("/board/export.csv", "?panel=won-and-lost"),
            Map.entry("/board/facts", "?figure=revenue"),
            Map.entry("/board/facts.csv", "?figure=revenue"),
            Map.entry("/board/my-month.csv", "?panel=my-months"),
            Map.entry("/board/my-team.csv", "?panel=my-team"),
            Map.entry("/processes/{id}/compare", "?from=1&to=1"),
            Map.entry("/processes/tables/{id}/compare", "?from=1&to=1"),
            Map.entry("/processes/{id}/diagram", "?version=1"),
            Map.entry("/processes/{id}/waits/diagram", "?version=1"),
            Map.entry("/processes/{id}/steps/{step}", "?version=1"),
            Map.entry("/processes/{id}/back", "?version=1"),
            Map.entry("/processes/{id}/move", "?from=1&to=1"),
            Map.entry("/processes/{id}/move/try", "?from=1&to=1"),
            Map.entry("/processes/tables/{id}/back", "?version=1"),
            Map.entry("/write-offs/new", "?invoice=INVOICE"),
            Map.entry("/write-offs", "?invoice=INVOICE"),
            Map.entry("/orders/{number}/credit-notes", "?invoiceNumber=INVOICE"),
            Map.entry("/orders/{number}/returns", "?deliveryNumber=DELIVERY"));

    private final Map<String, String> things = new HashMap<>();
    private String customersMail = "";

    /** What stands below this address. */
    void put(String address, String id) {
        things.put(address, id);
    }

    void putMailOfCustomer(String id) {
        customersMail = id;
    }

    String filled(String path) {
        String mail = path.startsWith("/customers/{id}/mails") ? customersMail : "1";
        String value = things.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey() + "/"))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("1");
        String second = path.contains("{step}")
                ? "clarify-needs"
                : path.contains("/{act}") ? path.startsWith("/payments") ? "prepay" : "hand-on" : mail;
        String query = QUERIES.getOrDefault(path, "")
                .replace("INVOICE", things.getOrDefault("/api/invoices", ""))
                .replace("DELIVERY", things.getOrDefault("/api/shipments", ""));
        return VARIABLE.matcher(VARIABLE.matcher(path.replaceAll("\\{(engine|processEngineName)}", "default"))
                                .replaceFirst(Matcher.quoteReplacement(value)))
                        .replaceAll(Matcher.quoteReplacement(second))
                        .replace("/**", "/liveness")
                + query;
    }
}
