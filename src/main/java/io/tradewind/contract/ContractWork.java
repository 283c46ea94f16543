package io.tradewind.contract;

import java.time.LocalDate;

/** The steps of a contract, for the process {@code contract}. */
public interface ContractWork {

    /**
     * Drafts the contract of a deal from its accepted quotation; a deal that has a living contract gets that one.
     *
     * @throws io.tradewind.engine.Refused if the customer accepted nothing
     */
    Contract draft(String dealNumber, long customerId, String rep);

    /**
     * Settles the terms of a contract that is not signed yet.
     *
     * @throws io.tradewind.engine.Refused naming the term that cannot be
     */
    Contract settle(String number, ContractTerms terms);

    /** Words the contract as it will be signed and makes it ready for signature. */
    Contract write(String number);

    /**
     * Both have signed: archives the text with its hash and publishes {@link ContractSigned}; again is no second signature.
     *
     * @throws io.tradewind.engine.Refused if it is not ready, the day is in the future, or nobody is named
     */
    Contract sign(String number, LocalDate signedOn, String signedByCustomer);

    /** The contract will not come to be. */
    void cancel(String number, String why);
}
