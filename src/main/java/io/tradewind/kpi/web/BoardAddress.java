package io.tradewind.kpi.web;

import io.tradewind.kpi.ApprovalTimes;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.Selection;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses that keep the filters. */
record BoardAddress(Selection selection) {

    /** The board as it is. */
    public String board() {
        return address("/board", selection).encode().toUriString();
    }

    /** The board, narrowed further. */
    public String board(Dimension dimension, String key) {
        return address("/board", selection.only(dimension, key)).encode().toUriString();
    }

    /** The facts behind a figure. */
    public String facts(String figure) {
        return facts(figure, selection);
    }

    public String facts(String figure, Dimension dimension, String key) {
        return key.isEmpty() ? facts(figure) : facts(figure, selection.only(dimension, key));
    }

    public String facts(String figure, Selection narrowed) {
        return address("/board/facts", narrowed)
                .queryParam("figure", figure)
                .encode()
                .toUriString();
    }

    /** The numbers of one panel as a file. */
    public String export(String panel) {
        return address("/board/export.csv", selection)
                .queryParam("panel", panel)
                .encode()
                .toUriString();
    }

    /** One deal, with what is recorded of it. */
    static String deal(String number) {
        return UriComponentsBuilder.fromPath("/board/deals/{number}")
                .build(number)
                .toString();
    }

    /** The facts of a figure as a file. */
    public String factsAsFile(String figure) {
        return address("/board/facts.csv", selection)
                .queryParam("figure", figure)
                .encode()
                .toUriString();
    }

    /** The open deals of a stage. */
    public String deals(String stage) {
        return address("/board/deals", selection)
                .queryParam("stage", stage)
                .encode()
                .toUriString();
    }

    /** The decided approvals of one decider, kind or rule. */
    public String approvals(ApprovalTimes.By by, String key) {
        return address("/board/approvals", selection)
                .queryParam(by.code(), key)
                .encode()
                .toUriString();
    }

    /** The answered and resolved cases of one severity and customer class. */
    public String cases(String severity, String customerClass) {
        return address("/board/cases", selection)
                .queryParam("severity", severity)
                .queryParam("class", customerClass)
                .encode()
                .toUriString();
    }

    /** Another page of the facts of a figure. */
    public String page(String figure, int page) {
        return address("/board/facts", selection)
                .queryParam("figure", figure)
                .queryParam("page", page)
                .encode()
                .toUriString();
    }

    /** The same list as a file. */
    String file(String path, Map<String, String> parameters) {
        UriComponentsBuilder address = address(path, selection);
        for (String name : List.of("stage", "decider", "kind", "rule", "severity", "class")) {
            if (parameters.containsKey(name)) {
                address.queryParam(name, parameters.get(name));
            }
        }
        return address.encode().toUriString();
    }

    private static UriComponentsBuilder address(String path, Selection selection) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        if (selection.from() != null) {
            address.queryParam("from", selection.from());
        }
        if (selection.to() != null) {
            address.queryParam("to", selection.to());
        }
        for (Dimension dimension : Dimension.values()) {
            String key = selection.only().get(dimension);
            if (key != null) {
                address.queryParam(dimension.code(), key);
            }
        }
        return address;
    }
}
