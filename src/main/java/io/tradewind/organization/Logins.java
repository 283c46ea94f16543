package io.tradewind.organization;

import org.jspecify.annotations.Nullable;

/** Where people's logins and group memberships are kept; implemented by the engine's identity tables. */
public interface Logins {

    /**
     * Creates or changes the login and puts it into the role's, team's and region's group; those that it had of the
     * person before it loses, others were given by an administrator and stay. Of somebody who has left it removes the
     * login.
     *
     * @param before what was known of the person; null of a new one
     * @param password null keeps the present one; a new login has one that nobody knows
     */
    void save(Person person, @Nullable Person before, @Nullable String password);
}
