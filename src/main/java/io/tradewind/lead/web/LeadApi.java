package io.tradewind.lead.web;

import io.tradewind.engine.Acting;
import io.tradewind.lead.Lead;
import io.tradewind.lead.LeadIntake;
import io.tradewind.lead.Leads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/leads")
class LeadApi {

    private final LeadIntake intake;
    private final Leads leads;
    private final Acting acting;

    LeadApi(LeadIntake intake, Leads leads, Acting acting) {
        this.intake = intake;
        this.leads = leads;
        this.acting = acting;
    }

    /** The answer to a lead: what to ask for it by, here and in the engine. */
    record Taken(String leadNumber, @Nullable String processInstanceId) {}

    /** A lead as its own people see it. */
    record View(
            String leadNumber,
            String companyName,
            @Nullable String contactName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String taxNumber,
            @Nullable String region,
            @Nullable String source,
            @Nullable String campaign,
            @Nullable String product,
            @Nullable BigDecimal expectedValue,
            @Nullable String currency,
            LocalDate receivedOn,
            @Nullable String externalId,
            @Nullable String note,
            String state,
            String leadClass,
            @Nullable String owner,
            @Nullable Long customerId,
            @Nullable String grade,
            @Nullable String gradeReason,
            @Nullable LocalDate nurtureUntil,
            @Nullable String disqualifiedBecause,
            @Nullable String mergedInto,
            @Nullable String processInstanceId) {

        static View of(Lead lead) {
            return new View(
                    lead.number(),
                    lead.companyName(),
                    lead.contactName(),
                    lead.email(),
                    lead.phone(),
                    lead.taxNumber(),
                    lead.region(),
                    lead.source(),
                    lead.campaign(),
                    lead.product(),
                    lead.expectedValue(),
                    lead.currency(),
                    lead.receivedOn(),
                    lead.externalId(),
                    lead.note(),
                    lead.state().name().toLowerCase(Locale.ROOT),
                    lead.leadClass().name().toLowerCase(Locale.ROOT),
                    lead.owner(),
                    lead.customerId(),
                    lead.grade(),
                    lead.gradeReason(),
                    lead.nurtureUntil(),
                    lead.disqualifiedBecause(),
                    lead.mergedInto(),
                    lead.processInstanceId());
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Taken> take(
            HttpServletRequest request, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException {
        if (LeadIntake.BRINGERS.stream().noneMatch(acting::inGroup)) {
            throw new AccessDeniedException("Only sales and marketing bring leads");
        }
        Lead lead = intake.take(LeadBody.read(request.getInputStream()), key);
        return ResponseEntity.created(URI.create("/api/leads/" + lead.number()))
                .body(new Taken(lead.number(), lead.processInstanceId()));
    }

    @GetMapping("/{number}")
    View lead(@PathVariable String number) {
        return acting.user()
                .flatMap(user -> leads.findFor(user, number))
                .map(View::of)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no lead of this number, or none that you may see."));
    }
}
