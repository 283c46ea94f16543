package io.tradewind.organization;

import org.jspecify.annotations.Nullable;

/**
 * Someone who works with Tradewind.
 *
 * @param userId login name, lower case with hyphens, e.g. {@code darcel-schlecht}
 * @param role the one role group of {@link Roles}
 * @param manager the superior's user id; null at the top of the reporting line
 * @param team group id, e.g. {@code team-melvin-marxen}; null outside the regional teams
 * @param region group id, e.g. {@code region-central}
 * @param language IETF language tag for mails and pages
 * @param active false once the person has left; the name stays for past decisions
 */
public record Person(
        String userId,
        String name,
        String email,
        String role,
        @Nullable String manager,
        @Nullable String team,
        @Nullable String region,
        String language,
        boolean active) {}
