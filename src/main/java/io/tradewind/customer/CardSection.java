package io.tradewind.customer;

import java.util.List;

/** Something a module adds to the customer's card. */
public interface CardSection {

    /**
     * One line.
     *
     * @param label what it is, e.g. {@code Credit limit}
     */
    record Fact(String label, String value) {}

    /** Stable name for programs, e.g. {@code credit}. */
    String code();

    String title();

    /** Whether only those see it who may know how the customer stands with us financially. */
    boolean aboutCredit();

    /** Empty when there is nothing to say; the section is then left out. */
    List<Fact> facts(Customer customer);
}
