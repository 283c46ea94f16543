package io.tradewind.contract.web;

import io.tradewind.contract.Contract;
import io.tradewind.contract.Contracts;
import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private static final List<String> READ_ALL = List.of(
            Roles.SALES_SUPPORT,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.FINANCE,
            Roles.LEGAL,
            Roles.AUDITOR,
            Roles.ADMIN);

    private final Contracts contracts;
    private final People people;
    private final Acting acting;

    ContractController(Contracts contracts, People people, Acting acting) {
        this.contracts = contracts;
        this.people = people;
        this.acting = acting;
    }

    /** The wording, as it is or will be signed. */
    @GetMapping("/text")
    ResponseEntity<String> text(@PathVariable String number) {
        Contract contract = contracts.find(number).filter(this::mayRead).orElseThrow(() -> notFound(number));
        if (contract.text() == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "Contract '" + number + "' is not worded yet.");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(contract.text());
    }

    private boolean mayRead(Contract contract) {
        String user = acting.user().orElse("");
        return user.equals(contract.rep())
                || READ_ALL.stream().anyMatch(acting::inGroup)
                || people.reportingLine(contract.rep()).stream()
                        .map(Person::userId)
                        .anyMatch(user::equals);
    }

    /** A contract one may not read looks like one that does not exist. */
    private static ResponseStatusException notFound(String number) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no contract '" + number + "'.");
    }
}
