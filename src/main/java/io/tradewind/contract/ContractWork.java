package io.tradewind.contract;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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

    /**
     * Words the contract as it would be signed, and prints it. Words that differ from those before make a new revision,
     * which an approval of the last does not cover.
     */
    Contract write(String number);

    /**
     * This revision may be signed; enters its PDF in the register. Again changes nothing.
     *
     * @param approvalId null when nobody had to be asked
     * @throws io.tradewind.engine.Refused if the contract has other words by now
     */
    Contract approve(String number, int revision, @Nullable Long approvalId);

    /**
     * Keeps the signed copy of the approved wording of a contract; a later one takes its place until the contract is
     * archived.
     *
     * @param fileName as the person calls it
     * @throws io.tradewind.engine.Refused if it is no readable PDF, too large, not signed (the very PDF that was approved),
     *     or the contract is not approved
     */
    ContractDocuments.Document attachSignedCopy(String number, String fileName, byte[] pdf);

    /**
     * Both have signed: archives the text with its hash and publishes {@link ContractSigned}; again is no second signature.
     *
     * @throws io.tradewind.engine.Refused if it is not approved as it stands, its signed copy is missing, the day is in the
     *     future, or nobody is named
     */
    Contract sign(String number, LocalDate signedOn, String signedByCustomer);

    /** The contract will not come to be. */
    void cancel(String number, String why);
}
