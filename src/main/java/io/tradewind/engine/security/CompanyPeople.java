package io.tradewind.engine.security;

import io.tradewind.engine.EmailAddresses;
import io.tradewind.engine.Superiors;
import io.tradewind.engine.Texts;
import io.tradewind.engine.UnknownPassword;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Who comes from the company's login, as the engine knows people: a login of the same name, made at the first visit and
 * without a password anybody knows, in exactly the roles that the groups over there stand for. Teams, regions and whom
 * somebody reports to stay as they are here. Without any role nobody comes in.
 */
@Component
class CompanyPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final Logger log = LoggerFactory.getLogger(CompanyPeople.class);

    /** As long as the engine's column. */
    private static final int LONGEST = 64;

    /** As long as the engine's columns of names. */
    private static final int LONGEST_NAME = 255;

    /** As {@code general-resource-whitelist-pattern} in application.yml: whatever else makes the engine fail aloud. */
    private static final Pattern POSSIBLE = Pattern.compile("[a-zA-Z0-9-]{1," + LONGEST + "}");

    private final SingletonSupplier<OidcUserService> told;
    private final CompanyLogin company;
    private final IdentityService identity;
    private final EngineLogin login;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Superiors> superiors;

    CompanyPeople(
            CompanyLogin company,
            IdentityService identity,
            EngineLogin login,
            TransactionTemplate transaction,
            ObjectProvider<Superiors> superiors) {
        this.told = SingletonSupplier.of(company.http()::people);
        this.superiors = superiors;
        this.company = company;
        this.identity = identity;
        this.login = login;
        this.transaction = transaction;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = told(request);
        String userId = user.getClaimAsString(company.userClaim());
        if (userId == null || !POSSIBLE.matcher(userId).matches()) {
            log.warn(
                    "'{}' comes from the company's login; a user name here has letters, digits and hyphens, {} at most",
                    LogLine.of(userId),
                    LONGEST);
            throw refused();
        }
        Set<String> known = identity.createGroupQuery().groupType("ROLE").list().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
        known.add(RightsAtStart.ADMIN);
        Set<String> roles = company.rolesOf(user.getClaims());
        roles.retainAll(known);
        if (roles.isEmpty()) {
            log.warn("'{}' comes from the company's login without a role here", userId);
            throw refused();
        }
        if (superiors.stream().anyMatch(organization -> organization.hasLeft(userId))) {
            log.warn("'{}' comes from the company's login and has left here", userId);
            throw refused();
        }
        try {
            transaction.executeWithoutResult(status -> take(userId, user, roles, known));
        } catch (RuntimeException impossible) {
            log.warn(
                    "'{}' comes from the company's login and cannot be taken in: {}",
                    userId,
                    LogLine.of(impossible.getMessage()));
            log.debug("Cannot be taken in", impossible);
            throw refused();
        }
        return new DefaultOidcUser(
                login.authorities(userId), user.getIdToken(), user.getUserInfo(), company.userClaim());
    }

    private OidcUser told(OidcUserRequest request) {
        try {
            return told.obtain().loadUser(request);
        } catch (IllegalArgumentException missing) {
            log.warn(
                    "Somebody comes from the company's login, which does not say '{}' (TRADEWIND_OIDC_USER_CLAIM): {}",
                    company.userClaim(),
                    LogLine.of(missing.getMessage()));
            throw refused();
        }
    }

    private void take(String userId, OidcUser user, Set<String> roles, Set<String> known) {
        if (!login.exists(userId)) {
            create(userId, user);
        }
        Set<String> present = login.authorities(userId).stream()
                .map(SimpleGrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        roles.stream().filter(role -> !present.contains(role)).forEach(role -> identity.createMembership(userId, role));
        present.stream()
                .filter(group -> known.contains(group) && !roles.contains(group))
                .forEach(role -> identity.deleteMembership(userId, role));
    }

    private void create(String userId, OidcUser user) {
        User person = identity.newUser(userId);
        String given = name(user.getGivenName());
        String family = name(user.getFamilyName());
        if (given.isEmpty() && family.isEmpty()) {
            String whole = name(user.getFullName());
            int lastSpace = whole.lastIndexOf(' ');
            given = whole.substring(0, Math.max(lastSpace, 0));
            family = whole.isEmpty() ? userId : whole.substring(lastSpace + 1);
        }
        person.setFirstName(given);
        person.setLastName(family);
        person.setEmail(email(userId, user.getEmail()));
        person.setPassword(UnknownPassword.next());
        identity.saveUser(person);
    }

    /** As our own pages take a name: one line, without what turns the text around, and as long as the column at most. */
    private static String name(@Nullable String said) {
        String line = Texts.cleaned(said == null ? "" : said)
                .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                .strip();
        int end = Math.min(line.length(), LONGEST_NAME);
        return line.substring(0, end < line.length() && Character.isLowSurrogate(line.charAt(end)) ? end - 1 : end)
                .strip();
    }

    private static String email(String userId, @Nullable String said) {
        if (said == null || said.isEmpty()) {
            return "";
        }
        if (!EmailAddresses.isPlausible(said)) {
            log.warn(
                    "'{}' comes from the company's login with an e-mail address that is none and is left out: {}",
                    userId,
                    LogLine.of(said));
            return "";
        }
        return said;
    }

    private static OAuth2AuthenticationException refused() {
        return new OAuth2AuthenticationException(new OAuth2Error("access_denied"), "Nobody known here");
    }
}
