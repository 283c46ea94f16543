package io.tradewind.contract;

import java.util.List;
import java.util.Optional;

/** The contracts. */
public interface Contracts {

    Optional<Contract> find(String number);

    /** @throws io.tradewind.engine.Refused if there is no such contract */
    Contract get(String number);

    /** The contracts of a deal, oldest first; all but the last are void. */
    List<Contract> ofDeal(String dealNumber);

    /** One line for each contract, newest first. */
    List<ContractLook> all();

    /** Whether the archived text and the contract's own are still what was signed; false for what was never signed. */
    boolean unchangedSinceSignature(String number);
}
