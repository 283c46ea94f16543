package io.tradewind.kpi.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

/** Turns a chart into JSON for the page, safe inside a script element, whatever a name contains. */
@Component
class ChartJson {

    private final ObjectMapper json;

    ChartJson(ObjectMapper json) {
        this.json = json;
    }

    public String of(Panel.Chart chart) {
        try {
            return json.writeValueAsString(chart).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
