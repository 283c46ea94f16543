package io.tradewind.approval;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have approved.
 *
 * @param kind {@code discount}, {@code credit-release}, {@code contract} …: names the decision table
 *     {@code <kind>-authority} that says who may decide
 * @param subject the document and, if it has several, its version after a blank: {@code D-2026-000001 v2}
 * @param revision of that document; a decision about one revision says nothing about another
 * @param requester user id; never decides this request
 * @param title one line for task lists and mails
 * @param measures what is judged, by name: {@code discount} and {@code margin} as fractions of 1, {@code total},
 *     {@code amount}, {@code paymentDays}, {@code belowFloor} (1 or 0) …; at most six decimals count. Once approved they
 *     are the bounds of the envelope, see {@link Measures}
 * @param inputs what the authority may depend on, by the table's input names ({@code productSeries}, {@code customerClass}
 *     …), each with one or several values: with several, the narrowest authority counts
 * @param facts what the people asked are shown, in this order
 * @param customerId the customer it concerns
 * @param currency ISO 4217, of all money in it
 * @param validUntil last day on which the approval may be used; null is without end
 */
public record ApprovalRequest(
        String kind,
        String subject,
        int revision,
        String requester,
        String title,
        Map<String, BigDecimal> measures,
        Map<String, List<String>> inputs,
        List<ShownFact> facts,
        @Nullable Long customerId,
        String currency,
        @Nullable LocalDate validUntil) {

    public ApprovalRequest {
        measures = Map.copyOf(measures);
        inputs = Map.copyOf(inputs);
        facts = List.copyOf(facts);
    }
}
