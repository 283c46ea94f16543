package io.tradewind.engine.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What {@code templates/layout.html} asks for, as {@code @pageLayout}: works on error pages too. */
@Component("pageLayout")
class PageLayout {

    private final String company;
    private final PersonNames names;

    PageLayout(@Value("${tradewind.company.name}") String company, PersonNames names) {
        this.company = company;
        this.names = names;
    }

    /** The name of the company that uses the product. */
    public String company() {
        return company;
    }

    public boolean loggedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
    }

    /** First and last name of who is looking, or the user id if no name is known. */
    public String userName() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "" : names.of(authentication.getName());
    }

    public boolean inAnyGroup(String... groups) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> java.util.List.of(groups).contains(authority.getAuthority()));
    }
}
