package io.tradewind.engine.security;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** From our login page to the company's, if that answers. */
@Controller
class CompanyDoor {

    private final CompanyLogin company;

    CompanyDoor(CompanyLogin company) {
        this.company = company;
    }

    @GetMapping("/login/company")
    String go() {
        return company.isThere() ? "redirect:/oauth2/authorization/" + CompanyLogin.ID : "redirect:/login?unreachable";
    }
}
