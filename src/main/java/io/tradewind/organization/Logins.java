package io.tradewind.organization;

import org.jspecify.annotations.Nullable;

/** Where people's logins and group memberships are kept; implemented by the engine's identity tables. */
public interface Logins {

    /**
     * Creates or changes the login and puts it into the role's, team's and region's group, and no other. Of somebody who
     * has left it removes the login.
     */
    void save(Person person, @Nullable String password);
}
