package io.tradewind.support;

import java.util.Arrays;
import java.util.Objects;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Lets somebody send a single request, with these groups and no login. Spring's own {@code user(…)} opens a session too, which the
 * application ends: nobody logged in to it.
 */
public final class Visitor {

    private Visitor() {}

    public static RequestPostProcessor user(String userId, String... groups) {
        RequestPostProcessor user = SecurityMockMvcRequestPostProcessors.user(userId)
                .authorities(
                        Arrays.stream(groups).map(SimpleGrantedAuthority::new).toArray(SimpleGrantedAuthority[]::new));
        return request -> {
            MockHttpServletRequest sent = user.postProcessRequest(request);
            Objects.requireNonNull(sent.getSession())
                    .removeAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
            return sent;
        };
    }
}
