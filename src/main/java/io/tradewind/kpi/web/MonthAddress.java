package io.tradewind.kpi.web;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Addresses of a page that shows one month.
 *
 * @param rep whose month it is; null for the page's own person
 */
record MonthAddress(String path, @Nullable String rep) {

    public String of(YearMonth month) {
        return address(path, month).encode().toUriString();
    }

    /** The numbers of one panel as a file. */
    public String file(YearMonth month, String panel) {
        return address(path + ".csv", month).queryParam("panel", panel).encode().toUriString();
    }

    private UriComponentsBuilder address(String at, YearMonth month) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(at).queryParam("month", month);
        return rep == null ? address : address.queryParam("rep", rep);
    }
}
