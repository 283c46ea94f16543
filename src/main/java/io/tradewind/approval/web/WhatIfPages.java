package io.tradewind.approval.web;

import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The page on which an owner tries a changed table; nothing is kept of what is tried. */
@Controller
class WhatIfPages {

    /** Deals shown on the page; the API tells more. */
    private static final int SHOWN = 200;

    private final WhatIfController whatIf;
    private final io.tradewind.engine.Acting acting;

    WhatIfPages(WhatIfController whatIf, io.tradewind.engine.Acting acting) {
        this.whatIf = whatIf;
        this.acting = acting;
    }

    @Bean
    static HomeLink whatIfLink() {
        return new HomeLink(
                62,
                "Try a changed table",
                "Closed deals through a changed decision table: who would have been asked, and which deals change.",
                "/what-if",
                WhatIfController.MAY_TRY);
    }

    @GetMapping("/what-if")
    String form() {
        if (WhatIfController.MAY_TRY.stream().noneMatch(acting::inGroup)) {
            throw new AccessDeniedException("Process owners and directors try tables out.");
        }
        return "approval/what-if";
    }

    @PostMapping("/what-if")
    String replay(
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            Model model,
            HttpServletResponse response) {
        form();
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        try {
            model.addAttribute("replay", whatIf.replay(WhatIfController.text(file), from, to));
            model.addAttribute("shown", SHOWN);
        } catch (Refused refused) {
            model.addAttribute("problem", refused.getMessage());
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        return "approval/what-if";
    }
}
