package io.tradewind.engine.security;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** From our login page to the company's, where there is one and it answers. */
@Controller
class CompanyDoor {

    private final CompanyLogin company;

    CompanyDoor(CompanyLogin company) {
        this.company = company;
    }

    @GetMapping("/login/company")
    String go() {
        if (!company.isOn()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return company.isThere() ? "redirect:/oauth2/authorization/" + CompanyLogin.ID : "redirect:/login?unreachable";
    }
}
