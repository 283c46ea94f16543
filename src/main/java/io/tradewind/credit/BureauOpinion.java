package io.tradewind.credit;

import org.jspecify.annotations.Nullable;

/**
 * What we may go by of the credit bureau's knowledge, as far as there is any.
 *
 * @param score of a report that is not too old; null when there is none
 * @param yearsInBusiness of the last report, however old: a company does not get younger
 * @param employees of a report that is not too old
 * @param words all of it for people; also why the bureau could not be asked
 */
public record BureauOpinion(
        @Nullable Integer score, @Nullable Integer yearsInBusiness, @Nullable Integer employees, String words) {}
