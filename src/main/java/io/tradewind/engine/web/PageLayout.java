package io.tradewind.engine.web;

import io.tradewind.engine.database.DatabaseWatch;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<HomeLink> links;
    private final DatabaseWatch database;

    PageLayout(
            @Value("${tradewind.company.name}") String company,
            PersonNames names,
            ObjectProvider<HomeLink> links,
            DatabaseWatch database) {
        this.company = company;
        this.names = names;
        this.links = links;
        this.database = database;
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

    /** First and last name of who is looking, or the user id if no name is known or the database is away. */
    public String userName() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "" : nameOf(authentication.getName());
    }

    /** The page that says that the database is away is made up without it. */
    private String nameOf(String userId) {
        if (!database.isWorthAsking()) {
            return userId;
        }
        try {
            return names.of(userId);
        } catch (RuntimeException thrown) {
            if (!Problems.databaseAway(thrown)) {
                throw thrown;
            }
            database.missed();
            return userId;
        }
    }

    /** Whether the home page leads who is looking to this address. */
    public boolean offers(String href) {
        return links.stream()
                .filter(link -> link.href().equals(href))
                .anyMatch(link ->
                        link.groups().isEmpty() || inAnyGroup(link.groups().toArray(String[]::new)));
    }

    public boolean inAnyGroup(String... groups) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> java.util.List.of(groups).contains(authority.getAuthority()));
    }
}
