package io.tradewind.approval;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Requests named for their situation. */
public final class ApprovalFixtures {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private ApprovalFixtures() {}

    /** A discount that leaves enough margin and stays above the floor, on a deal of its own. */
    public static RequestBuilder discountOf(String discount) {
        return new RequestBuilder("discount", "D-1999-%06d v1".formatted(NEXT.incrementAndGet()))
                .measure("discount", discount)
                .measure("margin", "0.45")
                .measure("belowFloor", "0");
    }

    /** A release of so much money. */
    public static RequestBuilder creditReleaseOf(String amount) {
        return new RequestBuilder("credit-release", "C-1999-%06d".formatted(NEXT.incrementAndGet()))
                .measure("amount", amount);
    }

    /** Defaults that a test overrides where it matters: Darcel Schlecht, a rep of Melvin Marxen's, asks. */
    public static final class RequestBuilder {
        private final String kind;
        private String subject;
        private String requester = "darcel-schlecht";
        private final Map<String, BigDecimal> measures = new HashMap<>();
        private final Map<String, List<String>> inputs =
                new HashMap<>(Map.of("productSeries", List.of("GTX"), "customerClass", List.of("B")));
        private @Nullable LocalDate validUntil;
        private int revision = 1;
        private final Map<String, String> facts = new LinkedHashMap<>();

        private RequestBuilder(String kind, String subject) {
            this.kind = kind;
            this.subject = subject;
            facts.put("Customer", "Acme Corporation");
            facts.put("Discount", "12 %");
        }

        public RequestBuilder by(String userId) {
            requester = userId;
            return this;
        }

        public RequestBuilder about(String document) {
            subject = document;
            return this;
        }

        public RequestBuilder measure(String measure, String value) {
            measures.put(measure, new BigDecimal(value));
            return this;
        }

        public RequestBuilder without(String measure) {
            measures.remove(measure);
            return this;
        }

        public RequestBuilder input(String input, String... values) {
            inputs.put(input, List.of(values));
            return this;
        }

        public RequestBuilder until(LocalDate day) {
            validUntil = day;
            return this;
        }

        public RequestBuilder revision(int number) {
            revision = number;
            return this;
        }

        public RequestBuilder fact(String label, String value) {
            facts.put(label, value);
            return this;
        }

        public ApprovalRequest build() {
            return new ApprovalRequest(
                    kind,
                    subject,
                    revision,
                    requester,
                    "Price of " + subject,
                    measures,
                    inputs,
                    facts.entrySet().stream()
                            .map(fact -> new ShownFact(fact.getKey(), fact.getValue()))
                            .toList(),
                    null,
                    "USD",
                    validUntil);
        }
    }
}
