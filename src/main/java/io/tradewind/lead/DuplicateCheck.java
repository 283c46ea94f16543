package io.tradewind.lead;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison with customers and open leads found.
 *
 * @param isClear whether the company is known for sure or new beyond doubt; otherwise a person decides
 * @param customerId the customer it is, if it is clear that it is one
 * @param decider the rep who brought the lead and so knows best; null if the office decides
 * @param candidates side by side, the lead itself first; empty if clear
 */
public record DuplicateCheck(
        boolean isClear,
        @Nullable Long customerId,
        @Nullable String decider,
        List<Candidate> candidates,
        List<Choice> customers,
        List<Choice> leads) {

    /**
     * One line of the comparison.
     *
     * @param what {@code this lead}, {@code customer} or {@code open lead}, with its number
     * @param why what is alike, e.g. {@code same phone}
     */
    public record Candidate(String what, String name, String contact, String owner, String why) {}
}
