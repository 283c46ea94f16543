package io.tradewind.demo;

import io.tradewind.engine.Acting;
import io.tradewind.engine.OnDemo;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.Roles;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Where an administrator tells the demo's credit bureau to misbehave, in the browser or by a call. */
@Controller
@OnDemo
class SimulatedBureauPage {

    private final SimulatedBureau bureau;
    private final Acting acting;

    SimulatedBureauPage(SimulatedBureau bureau, Acting acting) {
        this.bureau = bureau;
        this.acting = acting;
    }

    @Bean
    static HomeLink bureauHomeLink() {
        return new HomeLink(
                95,
                "Disturb the credit bureau",
                "Demo only: let it be slow, down or wrong, and see what the credit check makes of it.",
                "/demo/bureau",
                Set.of(Roles.ADMIN));
    }

    @GetMapping("/demo/bureau")
    String show(Model model) {
        administratorsOnly();
        model.addAttribute("behaviours", Arrays.asList(SimulatedBureau.Behaviour.values()));
        model.addAttribute("now", bureau.behaviour());
        return "demo/bureau";
    }

    @PostMapping("/demo/bureau")
    String tell(@RequestParam(required = false) @Nullable String behaviour) {
        behave(behaviour);
        return "redirect:/demo/bureau";
    }

    /** The same for programs: {@code {"behaviour": "slow"}}. */
    @PostMapping("/api/demo/bureau")
    @ResponseBody
    Map<String, String> tell(@RequestBody Map<String, String> body) {
        behave(body.get("behaviour"));
        return Map.of("behaviour", bureau.behaviour().code());
    }

    private void behave(@Nullable String code) {
        administratorsOnly();
        bureau.behave(SimulatedBureau.Behaviour.of(code)
                .orElseThrow(() -> new Refused(
                        "behaviour",
                        "The behaviour must be one of "
                                + Arrays.stream(SimulatedBureau.Behaviour.values())
                                        .map(SimulatedBureau.Behaviour::code)
                                        .toList()
                                + ".")));
    }

    private void administratorsOnly() {
        if (!acting.inGroup(Roles.ADMIN)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
