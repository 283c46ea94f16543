package io.tradewind.approval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What who may not know the cost reads of a stored plan; sentences are never changed once they are stored. */
class DiscreetWordsTests {

    private static final String FIRST =
            "; Melvin Marxen (sales manager) is the first up the reporting line who may decide it";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "discount 8 % is above the limit of 5 %|discount 8 % is above the limit of 5 %",
                "discount 8 % is above the limit of 5 % and the margin is too low"
                        + "|discount 8 % is above the limit of 5 %",
                "discount 8.5 % is above the limit of 5 % and payment days 90 is above the limit of 60"
                        + " and the below floor is too high and the margin is not known"
                        + "|discount 8.5 % is above the limit of 5 % and payment days 90 is above the limit of 60",
                "the margin is too low|the price needs somebody else's agreement",
                "no rule gives the role sales rep any authority|no rule gives the role sales rep any authority",
            })
    void theOpenHalfIsKeptInEveryWordingThereWas(String stored, String told) {
        String told1 = Character.toUpperCase(told.charAt(0)) + told.substring(1);
        String stored1 = Character.toUpperCase(stored.charAt(0)) + stored.substring(1);
        String table = " (discount-authority for Darcel Schlecht, sales-rep)";
        String limit = " (the limit of sales reps)";

        assertThat(seat("Beyond what sales reps may decide: " + stored + FIRST + "."))
                .isEqualTo("Beyond what sales reps may decide: " + told + FIRST + ".");
        assertThat(seat(stored1 + limit + FIRST + ".")).isEqualTo(told1 + limit + FIRST + ".");
        assertThat(seat(stored1 + table + FIRST + ".")).isEqualTo(told1 + table + FIRST + ".");
        assertThat(DiscreetWords.ofPlan("Beyond the authority of Darcel Schlecht (sales rep): " + stored + "."))
                .isEqualTo("Beyond the authority of Darcel Schlecht (sales rep): " + told + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "; Melvin Marxen (sales manager) is the first up the reporting line who may decide it",
                "; Melvin Marxen (sales manager) is the first up the reporting line who may decide it,"
                        + " since J. D. Costa is absent until 2026-08-14, Maria Costa has left",
                ", and nobody up the reporting line can decide it; the general manager decides what no rule covers",
                ", and nobody up the reporting line can decide it; in that case Ann B. Cole (finance) decides,"
                        + " since Sam Poe is the one who asks",
            })
    void whatFollowsTheSentenceIsLeftOutAndNothingOfIt(String tail) {
        String own = "Beyond what sales reps may decide: discount 8 % is above the limit of 5 %" + tail + ".";

        assertThat(seat(own)).isEqualTo(own);
        assertThat(seat(own + " The price is below the floor price.")).isEqualTo(own);
        assertThat(seat(own + " A special series, since Sam Poe has left.")).isEqualTo(own);
        assertThat(seat(own + " Ann Cole has handed this on: the margin\nis hers."))
                .isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The price is below the floor price.",
                "Special series are countersigned, since Sam Poe has left.",
                "Beyond what we like: the price; somebody should look.",
                "Melvin Marxen wants this signature as well: the margin.",
            })
    void ofACountersigningTableNothingIsRepeated(String reason) {
        assertThat(seat(reason)).isEqualTo("The price needs the agreement of the role sales manager.");
    }

    @Test
    void ofThePlanWhoWasSparedIsKept() {
        String spared = " Fiona Hale agreed to no less before (D-1 v1) and need not be asked again.";
        assertThat(DiscreetWords.ofPlan("Beyond the authority of Ann B. Costa (sales rep): discount 8.5 % is above the"
                        + " limit of 5 % and the margin is too low." + spared))
                .isEqualTo("Beyond the authority of Ann B. Costa (sales rep): discount 8.5 % is above the limit of 5 %."
                        + spared);
        String within = "Within the authority of Maria Costa (sales rep).";
        assertThat(DiscreetWords.ofPlan(within)).isEqualTo(within);
        assertThat(DiscreetWords.ofPlan("Another wording of the margin.")).isEqualTo("Beyond one's own authority.");
    }

    private static String seat(String rule) {
        return DiscreetWords.ofSeat(new PlannedApprover("melvin-marxen", "Melvin Marxen", "sales-manager", rule));
    }
}
