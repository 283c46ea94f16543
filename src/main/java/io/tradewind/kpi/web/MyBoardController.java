package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.Sights;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The board of one person: a rep's month, a manager's team. Besides the rep only those who lead them see a month. */
@Controller
class MyBoardController {

    private static final List<String> LEADERS =
            List.of(Roles.SALES_MANAGER, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER);

    private final MyMonth myMonth;
    private final MyTeam myTeam;
    private final Acting acting;
    private final People people;
    private final Sights sights;
    private final WorkingTime workingTime;
    private final ChartJson json;

    MyBoardController(
            MyMonth myMonth,
            MyTeam myTeam,
            Acting acting,
            People people,
            Sights sights,
            WorkingTime workingTime,
            ChartJson json) {
        this.myMonth = myMonth;
        this.myTeam = myTeam;
        this.acting = acting;
        this.people = people;
        this.sights = sights;
        this.workingTime = workingTime;
        this.json = json;
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
    String month(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String rep,
            Model model,
            HttpServletResponse response) {
        Person whose = rep(rep);
        boolean own = acting.user().filter(whose.userId()::equals).isPresent();
        model.addAttribute("page", myMonth.of(whose, chosen(month, model, response)));
        model.addAttribute("rep", own ? null : whose);
        model.addAttribute("address", new MonthAddress("/board/my-month", own ? null : whose.userId()));
        model.addAttribute("json", json);
        return "kpi/my-month";
    }

    /** One table of the page, for a spreadsheet. */
    @GetMapping("/board/my-month.csv")
    ResponseEntity<byte[]> monthAsFile(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String rep,
            @RequestParam String panel) {
        return file(myMonth.of(rep(rep), MonthChoice.of(month, workingTime.today())), panel);
    }

    @GetMapping("/board/my-team")
    String team(@RequestParam(required = false) @Nullable String month, Model model, HttpServletResponse response) {
        Person manager = manager();
        model.addAttribute("page", myTeam.of(manager, team(manager), chosen(month, model, response)));
        model.addAttribute("address", new MonthAddress("/board/my-team", null));
        model.addAttribute("json", json);
        return "kpi/my-team";
    }

    /** One table of the page, for a spreadsheet. */
    @GetMapping("/board/my-team.csv")
    ResponseEntity<byte[]> teamAsFile(
            @RequestParam(required = false) @Nullable String month, @RequestParam String panel) {
        Person manager = manager();
        return file(myTeam.of(manager, team(manager), MonthChoice.of(month, workingTime.today())), panel);
    }

    /** A month that cannot be read is told on the page, which then shows this one. */
    private MonthChoice chosen(@Nullable String month, Model model, HttpServletResponse response) {
        try {
            return MonthChoice.of(month, workingTime.today());
        } catch (Refused refused) {
            model.addAttribute("refusal", refused.getMessage());
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return MonthChoice.of(null, workingTime.today());
        }
    }

    private static ResponseEntity<byte[]> file(MonthPage page, String panel) {
        return page.panels().stream()
                .filter(candidate -> candidate.id().equals(panel))
                .findFirst()
                .map(SpreadsheetFile::download)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** A rep's own month, or for who leads them that of a rep within their sight. */
    private Person rep(@Nullable String userId) {
        if (userId == null || userId.isBlank()) {
            return acting(Roles.SALES_REP, "This page is for sales reps; the board shows everybody's months.");
        }
        boolean own = acting.inGroup(Roles.SALES_REP)
                && acting.user().filter(userId::equals).isPresent();
        Optional<Sight> sight = LEADERS.stream().anyMatch(acting::inGroup) || own ? sights.current() : Optional.empty();
        return people.find(userId)
                .filter(person -> person.role().equals(Roles.SALES_REP))
                .filter(person -> sight.filter(within -> within.covers(person)).isPresent())
                .orElseThrow(
                        () -> new AccessDeniedException("A rep's month is for the rep and for those who lead them."));
    }

    private Person manager() {
        return acting(Roles.SALES_MANAGER, "This page is for managers of a sales team; the board shows all teams.");
    }

    private static String team(Person manager) {
        String team = manager.team();
        if (team == null) {
            throw new AccessDeniedException("You manage no team; ask an administrator to give you one.");
        }
        return team;
    }

    private Person acting(String role, String otherwise) {
        if (!acting.inGroup(role)) {
            throw new AccessDeniedException(otherwise);
        }
        return acting.user().flatMap(people::find).orElseThrow(() -> new AccessDeniedException(otherwise));
    }
}
