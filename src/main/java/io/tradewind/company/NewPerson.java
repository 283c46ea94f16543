package io.tradewind.company;

import org.jspecify.annotations.Nullable;

/**
 * A person as somebody says it, on the page or in a row of a file; {@link Staff#enter} judges every field.
 *
 * @param role group id or its words: {@code sales-rep}, {@code Sales rep}
 * @param manager user id or full name of the superior
 * @param team group id or its name; null outside the teams
 * @param region group id or its name; null outside the regions
 * @param language IETF language tag; null is English
 * @param active false once the person has left
 * @param newGroups whether the team and the region may be such as nobody was in so far; a typo must not make one
 */
public record NewPerson(
        @Nullable String userId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String role,
        @Nullable String manager,
        @Nullable String team,
        @Nullable String region,
        @Nullable String language,
        boolean active,
        boolean newGroups) {}
