package io.tradewind.lead.web;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.lead.LeadAssignments;
import io.tradewind.lead.LeadSharing;
import io.tradewind.lead.UntakenLeads;
import io.tradewind.lead.UntakenLeads.Untaken;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The leads nobody has, and giving out many of them at once. */
@Controller
class UntakenPages {

    private static final int SHOWN = 100;

    private final UntakenLeads untaken;
    private final LeadAssignments assignments;
    private final LeadSharing sharing;
    private final Acting acting;

    UntakenPages(UntakenLeads untaken, LeadAssignments assignments, LeadSharing sharing, Acting acting) {
        this.untaken = untaken;
        this.assignments = assignments;
        this.sharing = sharing;
        this.acting = acting;
    }

    @Bean
    static HomeLink untakenLeadsLink() {
        return new HomeLink(
                21,
                "Give out leads",
                "The leads for which nobody of the region was free: give out all of them at once, or some.",
                "/leads",
                Set.of(Roles.SALES_MANAGER));
    }

    @GetMapping("/leads")
    String list(Model model, Principal manager) {
        onlyManagers();
        List<Untaken> waiting = untaken.of(manager.getName());
        Map<String, Long> regions = waiting.stream()
                .collect(Collectors.groupingBy(LeadSharing::regionOf, TreeMap::new, Collectors.counting()));
        model.addAttribute("waiting", waiting.size());
        model.addAttribute("leads", waiting.stream().limit(SHOWN).toList());
        model.addAttribute("regions", regions);
        model.addAttribute("reps", assignments.choices());
        model.addAttribute("underWay", sharing.underWay(manager.getName()).orElse(null));
        return "lead/untaken";
    }

    @PostMapping("/leads")
    String give(
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String most,
            @RequestParam(required = false) @Nullable List<String> rep,
            Model model,
            Principal manager,
            HttpServletResponse response) {
        onlyManagers();
        Set<String> reps = rep == null ? Set.of() : Set.copyOf(rep);
        try {
            return "redirect:/imports/" + sharing.shareOut(region, number(most), reps, manager.getName());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("region", region);
            model.addAttribute("most", most);
            model.addAttribute("chosen", reps);
            return list(model, manager);
        }
    }

    private void onlyManagers() {
        if (!acting.inGroup(Roles.SALES_MANAGER)) {
            throw new AccessDeniedException("Sales managers give out leads.");
        }
    }

    private static int number(String text) {
        if (text.isBlank()) {
            return Integer.MAX_VALUE;
        }
        if (!text.strip().matches("[1-9]\\d{0,8}")) {
            throw new Refused("most", "Say how many as a whole number, or leave it empty for all.");
        }
        return Integer.parseInt(text.strip());
    }
}
