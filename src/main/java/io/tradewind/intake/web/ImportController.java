package io.tradewind.intake.web;

import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Imports over HTTP, one door for every kind of file. */
@RestController
class ImportController {

    private final ImportJobs imports;

    ImportController(ImportJobs imports) {
        this.imports = imports;
    }

    @PostMapping(path = "/api/{kind:[a-z]+}/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportJob> upload(
            @PathVariable String kind,
            @RequestPart(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String mapping,
            Principal principal)
            throws IOException {
        if (file == null) {
            throw new Refused("file", "Send the file as the part named 'file'.");
        }
        UUID id = imports.accept(kind, file.getOriginalFilename(), file.getInputStream(), mapping, principal.getName());
        return ResponseEntity.accepted()
                .location(URI.create("/api/imports/" + id))
                .body(job(id, principal));
    }

    @GetMapping("/api/imports/{id}")
    ImportJob progress(@PathVariable UUID id, Principal principal) {
        return job(id, principal);
    }

    @GetMapping("/api/imports/{id}/rejected.csv")
    void rejected(@PathVariable UUID id, Principal principal, HttpServletResponse response) throws IOException {
        job(id, principal);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"rejected.csv\"");
        imports.writeRejected(id, response.getOutputStream());
    }

    private ImportJob job(UUID id, Principal principal) {
        return imports.find(id, principal.getName())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such import."));
    }
}
