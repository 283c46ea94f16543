package io.tradewind.approval;

import io.tradewind.organization.Roles;

/**
 * A rule for which somebody is asked, without the numbers of the request: requests asked for the same reason share it.
 *
 * @param words {@code Discount beyond the limit of sales reps}, or the reason of a countersigning rule as its table words it
 * @param confidential whether it may tell what we pay
 */
public record ApprovalRule(String words, boolean confidential) {

    static ApprovalRule beyond(Authority.Limit limit, String role) {
        String measure = Measures.words(limit.measure());
        return new ApprovalRule(
                "%s %s the limit of %s"
                        .formatted(capital(measure), limit.upper() ? "beyond" : "below", Roles.several(role)),
                Measures.confidential(limit.measure()));
    }

    static ApprovalRule noAuthority(String role) {
        return new ApprovalRule("No authority for " + Roles.several(role), false);
    }

    /** The process owners' own words may name anything. */
    static ApprovalRule of(Authorities.Countersign countersign) {
        return new ApprovalRule(countersign.reason().strip(), true);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
