package io.tradewind.support;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * A company's login (OpenID Connect) on a port of its own, as {@code tradewind.oidc} of the tests names it. It runs from
 * {@link #start()} on; everybody's password there is {@code over-there}.
 */
@TestComponent
public class IdentityProvider {

    /** Groups by name, as they are at the moment somebody logs in. */
    static final Map<String, List<String>> GROUPS = new ConcurrentHashMap<>();

    /** What is said of somebody besides. */
    static final Map<String, Map<String, Object>> CLAIMS = new ConcurrentHashMap<>();

    private final int port = freePort();
    private final Environment environment;
    private @Nullable AnnotationConfigServletWebServerApplicationContext running;

    IdentityProvider(Environment environment) {
        this.environment = environment;
    }

    @Bean
    static DynamicPropertyRegistrar addressOfTheProvider(IdentityProvider provider) {
        return properties -> properties.add("tradewind.oidc.issuer", provider::address);
    }

    public String address() {
        return "http://localhost:" + port;
    }

    /** Lets this person log in there, as a member of these groups. */
    public void knows(String userId, String... groups) {
        GROUPS.put(userId, List.of(groups));
    }

    /** Lets the token say this of the person too, as it is. */
    public void says(String userId, Map<String, Object> claims) {
        CLAIMS.put(userId, claims);
    }

    public void start() {
        if (running == null) {
            running = new AnnotationConfigServletWebServerApplicationContext();
            running.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "provider",
                            Map.of(
                                    "server.port",
                                    port,
                                    "server.servlet.session.cookie.name",
                                    "PROVIDER",
                                    "issuer",
                                    address(),
                                    "redirect",
                                    "http://localhost:" + environment.getRequiredProperty("local.server.port")
                                            + "/login/oauth2/code/company")));
            running.register(ProviderApplication.class);
            running.refresh();
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
