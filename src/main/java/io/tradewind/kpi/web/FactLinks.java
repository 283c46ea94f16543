package io.tradewind.kpi.web;

import io.tradewind.engine.Acting;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.kpi.FactPage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where the numbers of facts lead whoever looks, as far as they may open it. */
@Component
class FactLinks {

    private static final Map<String, String> PAGES =
            Map.of("C", "/contracts", "O", "/orders", "SC", "/cases", "COST", "/costs");

    private final ObjectProvider<HomeLink> offered;
    private final Acting acting;

    FactLinks(ObjectProvider<HomeLink> offered, Acting acting) {
        this.offered = offered;
        this.acting = acting;
    }

    /** For the person of this request. */
    Here here() {
        return new Here(offered.stream()
                .filter(link ->
                        link.groups().isEmpty() || link.groups().stream().anyMatch(acting::inGroup))
                .map(HomeLink::href)
                .collect(Collectors.toSet()));
    }

    /** @param offered pages that are open to the person */
    record Here(Set<String> offered) {

        /** Null where there is nothing to open. */
        public @Nullable String of(FactPage.Row fact) {
            String number = fact.document();
            String prefix = number.replaceFirst("-.*", "");
            if (prefix.equals("D")) {
                return BoardAddress.deal(number);
            }
            if (fact.kind().startsWith("approval-")) {
                return "/approvals/" + number;
            }
            String page = PAGES.get(prefix);
            if (page == null || !offered.contains(page)) {
                return null;
            }
            return page.equals("/costs") ? page : page + "/" + number;
        }
    }
}
