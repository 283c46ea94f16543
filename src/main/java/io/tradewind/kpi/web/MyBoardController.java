package io.tradewind.kpi.web;

import io.tradewind.engine.Acting;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The board of one person: a rep's own month, a manager's own team. Nobody sees somebody else's. */
@Controller
class MyBoardController {

    private final MyMonth myMonth;
    private final MyTeam myTeam;
    private final Acting acting;
    private final People people;

    MyBoardController(MyMonth myMonth, MyTeam myTeam, Acting acting, People people) {
        this.myMonth = myMonth;
        this.myTeam = myTeam;
        this.acting = acting;
        this.people = people;
    }

    @Bean
    static HomeLink myMonthLink() {
        return new HomeLink(
                12,
                "See my month",
                "Target, actual and gap of this month, the deals that would close it, and what waits for you.",
                "/board/my-month",
                Set.of(Roles.SALES_REP));
    }

    @Bean
    static HomeLink myTeamLink() {
        return new HomeLink(
                12,
                "See my team",
                "Each rep in a row: target, actual, forecast, deals standing still, what is overdue, what waits for you.",
                "/board/my-team",
                Set.of(Roles.SALES_MANAGER));
    }

    @GetMapping("/board/my-month")
    String month(Model model) {
        Person rep = acting(Roles.SALES_REP, "This page is for sales reps; the board shows everybody's months.");
        model.addAttribute("page", myMonth.of(rep));
        return "kpi/my-month";
    }

    @GetMapping("/board/my-team")
    String team(Model model) {
        Person manager =
                acting(Roles.SALES_MANAGER, "This page is for managers of a sales team; the board shows all teams.");
        String team = manager.team();
        if (team == null) {
            throw new AccessDeniedException("You manage no team; ask an administrator to give you one.");
        }
        model.addAttribute("page", myTeam.of(manager, team));
        return "kpi/my-team";
    }

    private Person acting(String role, String otherwise) {
        if (!acting.inGroup(role)) {
            throw new AccessDeniedException(otherwise);
        }
        return acting.user().flatMap(people::find).orElseThrow(() -> new AccessDeniedException(otherwise));
    }
}
