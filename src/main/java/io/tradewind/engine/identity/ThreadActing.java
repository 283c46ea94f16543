package io.tradewind.engine.identity;

import io.tradewind.engine.Acting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The person is Spring Security's user; inside the engine's own web applications it is the same one. */
@Component
class ThreadActing implements Acting {

    private static final ThreadLocal<Integer> SYSTEM_DEPTH = ThreadLocal.withInitial(() -> 0);

    /** Looked up late: the engine's own guards ask who is acting while the engine is still being built. */
    private final SingletonSupplier<IdentityService> identity;

    ThreadActing(ObjectProvider<IdentityService> identity) {
        this.identity = SingletonSupplier.of(identity::getObject);
    }

    @Override
    public Optional<String> user() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            Authentication engineUser = identity.obtain().getCurrentAuthentication();
            return Optional.ofNullable(engineUser).map(Authentication::getUserId);
        }
        return Optional.of(authentication.getName());
    }

    @Override
    public boolean inGroup(String group) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(a -> a.getAuthority().equals(group));
    }

    @Override
    public <T> T asSystem(Supplier<T> work) {
        IdentityService service = identity.obtain();
        Authentication before = service.getCurrentAuthentication();
        SYSTEM_DEPTH.set(SYSTEM_DEPTH.get() + 1);
        try {
            service.clearAuthentication();
            return work.get();
        } finally {
            SYSTEM_DEPTH.set(SYSTEM_DEPTH.get() - 1);
            if (before != null) {
                service.setAuthentication(before);
            }
        }
    }

    @Override
    public <T> T asPerson(String userId, Supplier<T> work) {
        IdentityService service = identity.obtain();
        Authentication before = service.getCurrentAuthentication();
        SecurityContext contextBefore = SecurityContextHolder.getContext();
        List<String> groups = asSystem(() -> service.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                userId, null, groups.stream().map(SimpleGrantedAuthority::new).toList()));
        try {
            SecurityContextHolder.setContext(context);
            service.setAuthentication(userId, groups);
            return work.get();
        } finally {
            SecurityContextHolder.setContext(contextBefore);
            if (before == null) {
                service.clearAuthentication();
            } else {
                service.setAuthentication(before);
            }
        }
    }

    @Override
    public boolean isSystem() {
        return SYSTEM_DEPTH.get() > 0;
    }
}
