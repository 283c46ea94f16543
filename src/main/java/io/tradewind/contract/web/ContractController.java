package io.tradewind.contract.web;

import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractAccess;
import io.tradewind.contract.ContractApprovals;
import io.tradewind.contract.ContractClause;
import io.tradewind.contract.Contracts;
import io.tradewind.contract.PlannedInstalment;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/contracts/{number}")
class ContractController {

    private final Contracts contracts;
    private final ContractApprovals approvals;
    private final Customers customers;
    private final People people;
    private final ContractAccess access;

    ContractController(
            Contracts contracts,
            ContractApprovals approvals,
            Customers customers,
            People people,
            ContractAccess access) {
        this.contracts = contracts;
        this.approvals = approvals;
        this.customers = customers;
        this.people = people;
        this.access = access;
    }

    /** The wording, as it is or will be signed. */
    @GetMapping("/text")
    ResponseEntity<String> text(@PathVariable String number) {
        Contract contract = readable(number);
        if (contract.text() == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "Contract '" + number + "' is not worded yet.");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(contract.text());
    }

    /** What the form of the task Check contract begins with. */
    @GetMapping("/terms")
    Terms terms(@PathVariable String number) {
        Contract contract = readable(number);
        return new Terms(
                contract.number(),
                customers.get(contract.customerId()).name(),
                Shown.money(contract.total()),
                contract.currency(),
                contract.startsOn(),
                contract.months(),
                contract.noticeDays(),
                contract.paymentDays(),
                contract.paymentPlan().size() == 1
                        ? null
                        : contract.paymentPlan().stream()
                                .map(PlannedInstalment::words)
                                .collect(Collectors.joining(", ")),
                contract.deliveryAddress(),
                approvals.remark(number),
                contract.lines().stream()
                        .map(line -> new Line(
                                line.position(), line.productName(), line.quantity(), Shown.money(line.amount())))
                        .toList(),
                contract.clauses().stream().map(this::clause).toList());
    }

    private Clause clause(ContractClause clause) {
        return new Clause(
                clause.key(),
                clause.title(),
                clause.text(),
                clause.libraryText(),
                clause.deviation() == ContractClause.Deviation.REMOVED,
                clause.deviationWhy(),
                clause.deviationBy() == null
                        ? null
                        : people.find(clause.deviationBy()).map(Person::name).orElse(clause.deviationBy()));
    }

    private Contract readable(String number) {
        return contracts
                .find(number)
                .filter(contract -> access.mayRead(contract.rep()))
                .orElseThrow(() -> notFound(number));
    }

    /** A contract one may not read looks like one that does not exist. */
    private static ResponseStatusException notFound(String number) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no contract '" + number + "'.");
    }

    record Terms(
            String number,
            String customer,
            String total,
            String currency,
            @Nullable LocalDate startsOn,
            int months,
            int noticeDays,
            int paymentDays,
            @Nullable String paymentPlan,
            @Nullable String deliveryAddress,
            @Nullable String remark,
            List<Line> lines,
            List<Clause> clauses) {}

    record Line(int position, String product, int quantity, String amount) {}

    record Clause(
            @Nullable String key,
            String title,
            String text,
            @Nullable String libraryText,
            boolean removed,
            @Nullable String why,
            @Nullable String by) {}
}
