package io.tradewind.engine.web;

import java.util.Optional;

/** Ways to log in that the login page offers. */
public interface LoginOffer {

    /** What people call the company's own login, where there is one. */
    Optional<String> companyLogin();

    /** Whether names and passwords are taken on the page, or from programs only. */
    boolean passwordsOnPages();
}
