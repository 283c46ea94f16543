package io.tradewind.engine.security;

import io.tradewind.engine.CannotStart;
import io.tradewind.engine.web.LoginOffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;

/**
 * The company's own login (OpenID Connect), where one is set. It is looked up when the first person wants it, not at the
 * start: Tradewind runs whether it is there or not.
 */
@Component
class CompanyLogin implements ClientRegistrationRepository, LoginOffer {

    static final String ID = "company";

    private static final Logger log = LoggerFactory.getLogger(CompanyLogin.class);

    private final String issuer;
    private final String clientId;
    private final String clientSecret;
    private final String name;
    private final List<String> scopes;
    private final String userClaim;
    private final String groupsClaim;
    private final Map<String, Set<String>> roles;
    private final boolean passwordsOnPages;

    private final CompanyHttp http = new CompanyHttp();

    private volatile @Nullable ClientRegistration known;

    CompanyLogin(
            @Value("${tradewind.oidc.issuer:}") String issuer,
            @Value("${tradewind.oidc.client-id:}") String clientId,
            @Value("${tradewind.oidc.client-secret:}") String clientSecret,
            @Value("${tradewind.oidc.name:the company's login}") String name,
            @Value("${tradewind.oidc.scopes:openid,profile,email}") List<String> scopes,
            @Value("${tradewind.oidc.user-claim:preferred_username}") String userClaim,
            @Value("${tradewind.oidc.groups-claim:groups}") String groupsClaim,
            @Value("${tradewind.oidc.groups:}") String groups,
            @Value("${tradewind.oidc.passwords:pages}") String passwords) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.name = name;
        this.scopes = scopes;
        this.userClaim = userClaim;
        this.groupsClaim = groupsClaim;
        this.roles = rolesByGroup(groups);
        this.passwordsOnPages = issuer.isBlank() || passwords.equals("pages");
        if (isOn() && (clientId.isBlank() || !Set.of("pages", "programs").contains(passwords))) {
            throw new CannotStart(
                    "TRADEWIND_OIDC_ISSUER is set, but TRADEWIND_OIDC_CLIENT_ID is not, or TRADEWIND_OIDC_PASSWORDS is"
                            + " neither 'pages' nor 'programs'.",
                    "Set them as docs/operator-guide.md says (The company's own login).");
        }
    }

    boolean isOn() {
        return !issuer.isBlank();
    }

    @Override
    public Optional<String> companyLogin() {
        return isOn() ? Optional.of(name) : Optional.empty();
    }

    @Override
    public boolean passwordsOnPages() {
        return passwordsOnPages;
    }

    /** How everything over there is asked. */
    CompanyHttp http() {
        return http;
    }

    String userClaim() {
        return userClaim;
    }

    /** The roles that a person's groups over there stand for. */
    Set<String> rolesOf(Map<String, Object> claims) {
        Set<String> found = new TreeSet<>();
        for (String group : texts(at(claims, groupsClaim))) {
            found.addAll(roles.getOrDefault(group, Set.of()));
        }
        return found;
    }

    /** Whether it answers, as far as is known. */
    boolean isThere() {
        return isOn() && !http.hasJustFailed() && findByRegistrationId(ID) != null;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        if (!isOn() || !ID.equals(registrationId)) {
            return null;
        }
        ClientRegistration present = known;
        return present == null && !http.hasJustFailed() ? lookedUp() : present;
    }

    /** By one at a time; who waited for another's answer takes that. */
    private synchronized @Nullable ClientRegistration lookedUp() {
        if (known == null && !http.hasJustFailed()) {
            try {
                known = ClientRegistrations.fromOidcConfiguration(http.configuration(issuer))
                        .registrationId(ID)
                        .clientId(clientId)
                        .clientSecret(clientSecret)
                        .clientName(name)
                        .scope(scopes)
                        .userNameAttributeName(userClaim)
                        .build();
            } catch (RuntimeException unreachable) {
                http.failed();
                log.warn(
                        "The company's login at {} cannot be used: {} See that TRADEWIND_OIDC_ISSUER is the issuer that"
                                + " its /.well-known/openid-configuration names, and that this machine reaches it.",
                        issuer,
                        why(unreachable));
                log.debug("The company's login cannot be used", unreachable);
            }
        }
        return known;
    }

    private static String why(Throwable thrown) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(thrown);
        String said = String.valueOf(root.getMessage());
        return root.getClass().getSimpleName() + ", " + said + (said.endsWith(".") ? "" : ".");
    }

    /** {@code crm-sales=sales-rep,crm-heads=sales-director}; a group may stand for several roles. */
    private static Map<String, Set<String>> rolesByGroup(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty())
                .map(pair -> {
                    int equals = pair.lastIndexOf('=');
                    if (equals < 1 || equals == pair.length() - 1) {
                        throw new CannotStart(
                                "TRADEWIND_OIDC_GROUPS must read group=role,group=role; '" + pair + "' does not.",
                                "Write it like crm-sales=sales-rep,crm-heads=sales-director.");
                    }
                    return List.of(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
                })
                .collect(Collectors.groupingBy(
                        pair -> pair.get(0),
                        Collectors.mapping(pair -> pair.get(1), Collectors.toCollection(LinkedHashSet::new))));
    }

    /** A claim may lie in another: {@code realm_access.roles}. */
    private static @Nullable Object at(Map<String, Object> claims, String path) {
        Object value = claims.get(path);
        if (value != null) {
            return value;
        }
        value = claims;
        for (String part : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof String one) {
            return List.of(one);
        }
        return value instanceof Iterable<?> several
                ? java.util.stream.StreamSupport.stream(several.spliterator(), false)
                        .map(String::valueOf)
                        .toList()
                : List.of();
    }
}
