package io.tradewind.planning;

import org.jspecify.annotations.Nullable;

/**
 * One place of the breakdown.
 *
 * @param key {@code company}, a region's or team's group id, a rep's user id, {@code pool:<team>} or {@code <rep>:<customer
 *     id>}; the same in files
 * @param parent key of what it is part of; null for the company
 * @param fromMonth first month it has a target for, 1 to 12
 * @param toMonth last one; before {@code fromMonth} when there is none
 * @param depth 0 for the company
 */
public record TargetNode(
        String key,
        @Nullable String parent,
        NodeKind kind,
        String name,
        @Nullable Long customerId,
        int fromMonth,
        int toMonth,
        int depth) {

    static final String COMPANY = "company";

    static String pool(String team) {
        return "pool:" + team;
    }

    static String customer(String rep, long customerId) {
        return rep + ":" + customerId;
    }
}
