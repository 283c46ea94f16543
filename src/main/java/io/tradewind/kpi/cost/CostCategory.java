package io.tradewind.kpi.cost;

import io.tradewind.engine.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a cost is for. */
public enum CostCategory {
    SELLING("Selling expense", "salaries, commissions, offices, samples: what selling costs besides the two below"),
    MARKETING("Marketing", "campaigns, fairs, advertising"),
    VISIT("Visit costs", "travel and hospitality when visiting customers"),
    PRODUCT("Product cost", "what the goods of a won deal cost more, or less with a minus, than was reckoned");

    private final String title;
    private final String hint;

    CostCategory(String title, String hint) {
        this.title = title;
        this.hint = hint;
    }

    /** As tables and files write it, e.g. {@code selling}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    /** What belongs there. */
    public String hint() {
        return hint;
    }

    /** @throws Refused if it is neither a code nor a title */
    public static CostCategory of(String text) {
        String wanted = text.strip();
        return Arrays.stream(values())
                .filter(one -> one.code().equalsIgnoreCase(wanted) || one.title.equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "category",
                        "'" + CostSubjects.shown(wanted) + "' is no category of costs; use "
                                + Arrays.stream(values())
                                        .map(CostCategory::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
