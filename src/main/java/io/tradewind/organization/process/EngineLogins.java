package io.tradewind.organization.process;

import io.tradewind.engine.UnknownPassword;
import io.tradewind.organization.Logins;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class EngineLogins implements Logins {

    private final IdentityService identity;

    EngineLogins(IdentityService identity) {
        this.identity = identity;
    }

    /** Models name role groups, so they exist before the first model is deployed. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional
    void createRoles() {
        Set<String> known =
                identity.createGroupQuery().list().stream().map(Group::getId).collect(Collectors.toSet());
        for (String role : Roles.ALL) {
            if (!known.contains(role)) {
                createGroup(role, role.equals(Roles.ADMIN) ? "SYSTEM" : "ROLE");
            }
        }
    }

    @Override
    @Transactional
    public void save(Person person, @Nullable Person before, @Nullable String password) {
        User user = identity.createUserQuery().userId(person.userId()).singleResult();
        if (!person.active()) {
            if (user != null) {
                end(person.userId());
            }
            return;
        }
        if (user == null) {
            user = identity.newUser(person.userId());
            user.setPassword(UnknownPassword.next());
        }
        int lastSpace = person.name().lastIndexOf(' ');
        user.setFirstName(person.name().substring(0, Math.max(lastSpace, 0)));
        user.setLastName(person.name().substring(lastSpace + 1));
        user.setEmail(person.email());
        if (password != null) {
            user.setPassword(password);
        }
        identity.saveUser(user);
        putIntoGroups(person, before);
    }

    /** Sessions notice with their next request that their login is gone. */
    private void end(String userId) {
        for (Group group : identity.createGroupQuery().groupMember(userId).unlimitedList()) {
            identity.deleteMembership(userId, group.getId());
        }
        identity.deleteUser(userId);
    }

    private void putIntoGroups(Person person, @Nullable Person before) {
        Set<String> wanted = groups(person);
        Set<String> former = before == null ? Set.of() : groups(before);
        Set<String> present = new HashSet<>();
        for (Group group :
                identity.createGroupQuery().groupMember(person.userId()).unlimitedList()) {
            present.add(group.getId());
            if (!wanted.contains(group.getId()) && former.contains(group.getId())) {
                identity.deleteMembership(person.userId(), group.getId());
            }
        }
        for (String group : wanted) {
            if (!present.contains(group)) {
                if (identity.createGroupQuery().groupId(group).count() == 0) {
                    createGroup(group, group.startsWith("team-") ? "TEAM" : "REGION");
                }
                identity.createMembership(person.userId(), group);
            }
        }
    }

    private static Set<String> groups(Person person) {
        return Stream.of(person.role(), person.team(), person.region())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private void createGroup(String id, String type) {
        Group group = identity.newGroup(id);
        group.setName(Arrays.stream(id.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" ")));
        group.setType(type);
        identity.saveGroup(group);
    }
}
