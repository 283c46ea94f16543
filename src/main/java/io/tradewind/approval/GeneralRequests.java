package io.tradewind.approval;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Requests that owners put into their models, decided by the table {@code general-authority}. */
@Service
@Transactional
public class GeneralRequests {

    /** Kind of the approval. */
    public static final String KIND = "general";

    private static final int LONGEST_TOPIC = 60;
    private static final int LONGEST_QUESTION = 200;
    private static final int LONGEST_REASON = 1_000;

    private final Approvals approvals;

    GeneralRequests(Approvals approvals) {
        this.approvals = approvals;
    }

    /**
     * Opens the request. Asked again about the same topic of the same document, it is a new revision.
     *
     * @return its number
     * @throws Refused naming the field that is missing, too long, negative or no currency
     */
    public long open(GeneralRequest wanted) {
        String topic = text("approvalTopic", wanted.topic(), LONGEST_TOPIC);
        String question = text("approvalQuestion", wanted.question(), LONGEST_QUESTION);
        String reason = text("approvalReason", wanted.reason(), LONGEST_REASON);
        String subject = wanted.document() + " " + topic.replaceAll("\\s+", "-");
        List<ShownFact> facts = new ArrayList<>();
        facts.add(new ShownFact("Topic", topic));
        facts.add(new ShownFact("Why it is asked", reason));
        BigDecimal amount = wanted.amount();
        if (amount != null) {
            if (amount.signum() < 0) {
                throw new Refused("approvalAmount", "The amount is negative; give it as a positive number.");
            }
            facts.add(new ShownFact("Amount", Measures.shown(Measures.AMOUNT, amount, currency(wanted.currency()))));
        }
        return approvals.open(new ApprovalRequest(
                KIND,
                subject,
                approvals
                                .latest(KIND, subject)
                                .map(earlier -> earlier.request().revision())
                                .orElse(0)
                        + 1,
                wanted.requester(),
                question,
                amount == null ? Map.of() : Map.of(Measures.AMOUNT, amount),
                Map.of("topic", List.of(topic)),
                facts,
                wanted.customerId(),
                currency(wanted.currency()),
                null));
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code.strip()).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new Refused("approvalCurrency", "'" + code + "' is no currency; give its ISO code, for example USD.");
        }
    }

    private static String text(String field, String given, int longest) {
        String text = given.strip();
        if (text.isEmpty()) {
            throw new Refused(field, "Say what is asked; this is empty.");
        }
        if (text.length() > longest) {
            throw new Refused(field, "At most " + longest + " characters; these are " + text.length() + ".");
        }
        return text;
    }
}
