package io.tradewind.engine.web;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first two pages: login, and home with what this person can do here. */
@Controller
class FrontPages {

    private final ObjectProvider<HomeLink> links;
    private final ObjectProvider<LoginHint.Source> hints;
    private final LoginOffer offer;

    FrontPages(ObjectProvider<HomeLink> links, ObjectProvider<LoginHint.Source> hints, LoginOffer offer) {
        this.links = links;
        this.hints = hints;
        this.offer = offer;
    }

    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute(
                "hints",
                hints.stream().flatMap(source -> source.hints().stream()).toList());
        model.addAttribute("company", offer.companyLogin().orElse(null));
        model.addAttribute("passwords", offer.passwordsOnPages());
        return "login";
    }

    @GetMapping("/")
    String home(Model model, Authentication person) {
        Set<String> groups = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        List<HomeLink> visible = links.stream()
                .filter(link ->
                        link.groups().isEmpty() || link.groups().stream().anyMatch(groups::contains))
                .sorted(Comparator.comparingInt(HomeLink::order))
                .toList();
        model.addAttribute("links", visible);
        return "home";
    }

    @Bean
    static HomeLink tasksLink() {
        return new HomeLink(
                10,
                "Work on my tasks",
                "What waits for you and your group, with the reason and the due date.",
                "/camunda/app/tasklist/default/",
                Set.of());
    }

    @Bean
    static HomeLink enterLeadLink() {
        return new HomeLink(
                20,
                "Enter a lead",
                "In Tasklist choose “Start process”, then “Lead to after-sales”. Everything else follows from it.",
                "/camunda/app/tasklist/default/#/?processStart",
                Set.of("sales-rep", "sales-support", "sales-manager", "sales-director", "marketing"));
    }

    @Bean
    static HomeLink cockpitLink() {
        return new HomeLink(
                80,
                "Look into running processes",
                "Cockpit shows every model, where its instances stand and what failed.",
                "/camunda/app/cockpit/default/",
                Set.of("process-owner", "camunda-admin"));
    }

    @Bean
    static HomeLink adminLink() {
        return new HomeLink(
                90,
                "Manage users and rights",
                "Admin keeps logins, groups and authorizations.",
                "/camunda/app/admin/default/",
                Set.of("camunda-admin"));
    }
}
