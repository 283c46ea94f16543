package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.rest.dto.identity.UserCredentialsDto;
import org.camunda.bpm.engine.rest.dto.identity.UserDto;
import org.camunda.bpm.engine.rest.dto.identity.UserProfileDto;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is sent about logins to the engine's REST interface, Admin's included. The engine would write a profile to whomever
 * the body names, with the password of whom the address names, and fails at what its columns cannot hold.
 */
@Configuration(proxyBeanMethods = false)
class LoginsOverRest {

    /** As the engine takes ids, and no longer than the page of people. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9-]{1,64}");

    private static final int LONGEST = 255;

    /** Both REST applications of the engine read this list when they are built. */
    @Bean
    static BeanFactoryPostProcessor checkedLogins() {
        return factory -> CamundaRestResources.getConfigurationClasses().add(Checked.class);
    }

    /** Looks at what the engine has read, so there is no second way to read it. */
    public static final class Checked implements ReaderInterceptor {

        @Context
        private @Nullable UriInfo uri;

        @Override
        public @Nullable Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
            Object read = reading.proceed();
            if (UserProfileDto.class.equals(reading.getType())) {
                String whose = uri == null ? null : uri.getPathParameters().getFirst("id");
                if (!(read instanceof UserProfileDto profile) || whose == null || !whose.equals(profile.getId())) {
                    throw new Refused("id", "The id in the body is not that of the address: nothing was changed.");
                }
                refuseTooLong(profile);
            } else if (UserDto.class.equals(reading.getType())) {
                UserProfileDto profile = read instanceof UserDto login ? login.getProfile() : null;
                if (profile == null
                        || profile.getId() == null
                        || !ID.matcher(profile.getId()).matches()) {
                    throw new Refused("id", "An id has 1 to 64 letters, digits and hyphens.");
                }
                refuseTooLong(profile);
            } else if (UserCredentialsDto.class.equals(reading.getType())) {
                UserCredentialsDto password = (UserCredentialsDto) read;
                if (password == null || password.getPassword() == null) {
                    throw new Refused("password", "Say the new password in 'password'.");
                }
                if (password.getAuthenticatedUserPassword() == null) {
                    throw new Refused(
                            "authenticatedUserPassword", "Say your own password in 'authenticatedUserPassword', too.");
                }
            }
            return read;
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
}
