package io.tradewind.intake.web;

import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Imports in the browser: upload, watch, see what was rejected. */
@Controller
class ImportPages {

    private static final int SHOWN_REJECTIONS = 100;

    private final ImportJobs imports;

    ImportPages(ImportJobs imports) {
        this.imports = imports;
    }

    @Bean
    static HomeLink importsLink() {
        return new HomeLink(
                30,
                "Import a list",
                "Upload leads or deals as a CSV file and see what was taken and what was not, with the reason.",
                "/imports",
                Set.of(
                        Roles.SALES_REP,
                        Roles.SALES_SUPPORT,
                        Roles.SALES_MANAGER,
                        Roles.SALES_DIRECTOR,
                        Roles.GENERAL_MANAGER,
                        Roles.FINANCE,
                        Roles.MARKETING,
                        Roles.ADMIN));
    }

    @GetMapping("/imports")
    String list(Model model, Principal principal) {
        model.addAttribute("kinds", imports.kindsFor(principal.getName()));
        model.addAttribute("jobs", imports.startedBy(principal.getName()));
        return "imports";
    }

    @PostMapping("/imports")
    String upload(
            @RequestParam String kind,
            @RequestPart MultipartFile file,
            @RequestParam(required = false) @Nullable String mapping,
            Model model,
            Principal principal,
            HttpServletResponse response)
            throws IOException {
        try {
            UUID id = imports.accept(
                    kind, file.getOriginalFilename(), file.getInputStream(), mapping, principal.getName());
            return "redirect:/imports/" + id;
        } catch (Refused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", e.getMessage());
            model.addAttribute("mapping", mapping);
            model.addAttribute("kind", kind);
            return list(model, principal);
        }
    }

    @GetMapping("/imports/{id}")
    String show(@PathVariable UUID id, Model model, Principal principal, HttpServletResponse response) {
        ImportJob job = imports.find(id, principal.getName())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such import."));
        if (job.state().equals(ImportJob.RUNNING)) {
            response.setHeader("Refresh", "2");
        }
        model.addAttribute("job", job);
        model.addAttribute(
                "said",
                job.message() == null ? List.of() : job.message().lines().toList());
        model.addAttribute("rejections", imports.rejections(id, SHOWN_REJECTIONS));
        return "import";
    }
}
