package io.tradewind.engine.security;

import io.tradewind.engine.EmailAddresses;
import io.tradewind.engine.Refused;
import io.tradewind.engine.ReservedNames;
import io.tradewind.engine.Superiors;
import io.tradewind.engine.Texts;
import io.tradewind.engine.UnknownPassword;
import io.tradewind.engine.security.CompanyRefusals.NotTakenIn;
import io.tradewind.engine.security.CompanyRefusals.Reason;
import java.util.List;
import java.util.Locale;
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
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Who comes from the company's login, as the engine knows people: a login of the same name, made at the first visit and
 * without a password anybody knows, in exactly the roles that the groups over there stand for. Teams, regions and whom
 * somebody reports to stay as they are here. Without any role nobody comes in.
 *
 * <p>Capital letters make no other person, neither over there nor in the list of people, which has none: a new login has
 * none, and one that is there is taken however its name is written over there.
 */
@Component
class CompanyPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final Logger log = LoggerFactory.getLogger(CompanyPeople.class);

    /** As long as the engine's column. */
    private static final int LONGEST = 64;

    /** As long as the engine's columns of names. */
    private static final int LONGEST_NAME = 255;

    /**
     * As {@code general-resource-whitelist-pattern} in application.yml: whatever else makes the engine fail aloud. A name of
     * hyphens alone reads as nobody wherever it is shown.
     */
    private static final Pattern POSSIBLE = Pattern.compile("-*[a-zA-Z0-9][a-zA-Z0-9-]*");

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
        String userId = userId(user.getClaimAsString(company.userClaim()));
        Set<String> known = identity.createGroupQuery().groupType("ROLE").list().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
        known.add(RightsAtStart.ADMIN);
        Set<String> roles = company.rolesOf(user.getClaims());
        roles.retainAll(known);
        if (roles.isEmpty()) {
            log.warn("'{}' comes from the company's login without a role here", userId);
            throw new NotTakenIn(Reason.ROLES);
        }
        if (superiors.stream().anyMatch(organization -> organization.hasLeft(userId))) {
            log.warn("'{}' comes from the company's login and has left here", userId);
            throw new NotTakenIn(Reason.LEFT);
        }
        try {
            transaction.executeWithoutResult(status -> take(userId, user, roles, known));
        } catch (RuntimeException impossible) {
            log.warn(
                    "'{}' comes from the company's login and cannot be taken in: {}",
                    userId,
                    LogLine.of(impossible.getMessage()));
            log.debug("Cannot be taken in", impossible);
            // nothing else is refused of a possible name and known roles (LastAdministratorStays)
            throw new NotTakenIn(impossible instanceof Refused ? Reason.LAST : Reason.FAILED);
        }
        return new Known(userId, login.authorities(userId), user, company.userClaim());
    }

    /** The name of their login here, which may not be there yet. */
    private String userId(@Nullable String said) {
        if (said == null || said.length() > LONGEST || !POSSIBLE.matcher(said).matches()) {
            log.warn(
                    "'{}' comes from the company's login; a user name here has letters, digits and hyphens, {} at most",
                    LogLine.of(said),
                    LONGEST);
            throw new NotTakenIn(Reason.NAME);
        }
        List<String> alike = login.alike(said);
        if (alike.contains(said)) {
            return said;
        }
        if (alike.size() > 1) {
            log.warn("'{}' comes from the company's login and could be any of {}", said, alike);
            throw new NotTakenIn(Reason.ALIKE);
        }
        if (alike.isEmpty() && ReservedNames.isReserved(said)) {
            log.warn("'{}' comes from the company's login, a name that means something else here", said);
            throw new NotTakenIn(Reason.NAME);
        }
        return alike.isEmpty() ? said.toLowerCase(Locale.ROOT) : alike.get(0);
    }

    private OidcUser told(OidcUserRequest request) {
        try {
            return told.obtain().loadUser(request);
        } catch (IllegalArgumentException missing) {
            log.warn(
                    "Somebody comes from the company's login, which does not say '{}' (TRADEWIND_OIDC_USER_CLAIM): {}",
                    company.userClaim(),
                    LogLine.of(missing.getMessage()));
            throw new NotTakenIn(Reason.NAME);
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

    /** By the name of their login here, however it is written over there. */
    private static final class Known extends DefaultOidcUser {

        private static final long serialVersionUID = 1L;

        private final String userId;

        private Known(String userId, List<SimpleGrantedAuthority> groups, OidcUser told, String userClaim) {
            super(groups, told.getIdToken(), told.getUserInfo(), userClaim);
            this.userId = userId;
        }

        @Override
        public String getName() {
            return userId;
        }
    }
}
