package io.tradewind.service.web;

import io.tradewind.customer.Customers;
import io.tradewind.service.CaseAccess;
import io.tradewind.service.ClockReading;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.service.ServiceClock;
import io.tradewind.service.process.ServiceCaseProcess;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
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

/** Requests and complaints of customers over HTTP. */
@RestController
@RequestMapping("/api/service-requests")
class ServiceRequestApi {

    private final ServiceCaseProcess process;
    private final ServiceCases cases;
    private final ServiceClock clock;
    private final CaseAccess access;
    private final Customers customers;

    ServiceRequestApi(
            ServiceCaseProcess process,
            ServiceCases cases,
            ServiceClock clock,
            CaseAccess access,
            Customers customers) {
        this.process = process;
        this.cases = cases;
        this.clock = clock;
        this.access = access;
        this.customers = customers;
    }

    /** The answer to a case: what to ask for it by, here and in the engine, and what the customer is promised. */
    record Taken(String caseNumber, @Nullable String processInstanceId, Instant respondDueAt, Instant resolveDueAt) {}

    /** A case as those see it who may. */
    record View(
            String caseNumber,
            String kind,
            String severity,
            String state,
            String customer,
            String customerName,
            @Nullable String product,
            @Nullable String reference,
            String description,
            Instant openedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant resolvedAt,
            boolean clockRunning,
            Instant respondDueAt,
            Instant resolveDueAt,
            @Nullable String processInstanceId) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Taken> take(
            HttpServletRequest request, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException {
        if (!access.mayReport()) {
            throw new AccessDeniedException("Only service and sales report what a customer asks for");
        }
        ServiceCase taken = process.report(ServiceRequestBody.read(request.getInputStream()), key);
        ClockReading reading = clock.read(taken.number());
        return ResponseEntity.created(URI.create("/api/service-requests/" + taken.number()))
                .body(new Taken(
                        taken.number(), taken.processInstanceId(), reading.respondDueAt(), reading.resolveDueAt()));
    }

    @GetMapping("/{number}")
    View serviceCase(@PathVariable("number") String number) {
        ServiceCase found = cases.find(number)
                .filter(access::mayRead)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no case of this number, or none that you may see."));
        ClockReading reading = clock.read(number);
        return new View(
                found.number(),
                found.kind().code(),
                found.severity().code(),
                found.state(),
                customers.get(found.customerId()).number(),
                customers.get(found.customerId()).name(),
                found.product(),
                found.reference(),
                found.description(),
                found.openedAt(),
                found.answeredAt(),
                found.resolvedAt(),
                reading.running(),
                reading.respondDueAt(),
                reading.resolveDueAt(),
                found.processInstanceId());
    }
}
