package io.tradewind.credit;

import java.util.Optional;

/** How the credit of a customer was graded. */
public interface CreditGrades {

    /** The grade, A to D, of the last check for this document; empty when it never was checked. */
    Optional<String> lastOf(String subject);
}
