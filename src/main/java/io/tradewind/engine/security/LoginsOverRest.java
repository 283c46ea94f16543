package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.rest.dto.identity.UserCredentialsDto;
import org.camunda.bpm.engine.rest.dto.identity.UserDto;
import org.camunda.bpm.engine.rest.dto.identity.UserProfileDto;
import org.jspecify.annotations.Nullable;

/**
 * What is sent about logins to the engine's REST interface, Admin's included. The engine would write a profile to whomever
 * the body names, with the password of whom the address names, and fails at what its columns cannot hold.
 */
public final class LoginsOverRest extends CheckedOverRest {

    /** As the engine takes ids, and no longer than the page of people. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9-]{1,64}");

    private static final int LONGEST = 255;

    @Override
    void check(Class<?> type, @Nullable Object read) {
        if (UserProfileDto.class.equals(type)) {
            String whose = idInAddress();
            if (!(read instanceof UserProfileDto profile) || whose == null || !whose.equals(profile.getId())) {
                throw new Refused("id", "The id in the body is not that of the address: nothing was changed.");
            }
            refuseTooLong(profile);
        } else if (UserDto.class.equals(type)) {
            UserProfileDto profile = read instanceof UserDto login ? login.getProfile() : null;
            if (profile == null
                    || profile.getId() == null
                    || !ID.matcher(profile.getId()).matches()) {
                throw new Refused("id", "An id has 1 to 64 letters, digits and hyphens.");
            }
            refuseTooLong(profile);
        } else if (UserCredentialsDto.class.equals(type)) {
            UserCredentialsDto password = (UserCredentialsDto) read;
            if (password == null || password.getPassword() == null) {
                throw new Refused("password", "Say the new password in 'password'.");
            }
            if (password.getAuthenticatedUserPassword() == null) {
                throw new Refused(
                        "authenticatedUserPassword", "Say your own password in 'authenticatedUserPassword', too.");
            }
        }
    }

    private static void refuseTooLong(UserProfileDto profile) {
        refuseTooLong("firstName", profile.getFirstName());
        refuseTooLong("lastName", profile.getLastName());
        refuseTooLong("email", profile.getEmail());
    }

    private static void refuseTooLong(String field, @Nullable String value) {
        if (value != null && value.length() > LONGEST) {
            throw new Refused(field, "At most " + LONGEST + " characters.");
        }
    }
}
