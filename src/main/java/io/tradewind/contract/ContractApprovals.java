package io.tradewind.contract;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a contract may be signed, or given up: what contracts have to do with approvals. */
public interface ContractApprovals {

    /** Kind of the approval of a wording; the table {@code contract-approval-matrix} says who agrees. */
    String KIND = "contract";

    /** Kind of the approval to give a contract up; the table {@code contract-void-authority} says who decides. */
    String VOID = "contract-void";

    /**
     * Asks for approval of the wording as it stands, unless it is within bounds that were approved for this contract
     * before, or the tables ask nobody.
     *
     * @return the approval to wait for; empty when nobody has to be asked
     */
    Optional<Long> request(String number);

    /**
     * Lets the wording be signed if that was decided, or not. What cannot be shown to be approved is not; nor is a wording
     * that changed while people were asked.
     *
     * @return {@code approved}, {@code rejected} or {@code sent-back}
     */
    String settle(String number);

    /** Asks whether an approved contract may be given up; as {@link #request}. */
    Optional<Long> requestVoid(String number, String why);

    /** As {@link #settle}, and changes nothing yet: {@link ContractWork#cancel} does. */
    String settleVoid(String number);

    /**
     * Whether an order of a signed contract may come to this amount: inside the bounds that were approved for the contract,
     * or the tables ask nobody. Who agreed to a deviation because the contract was large is asked when it shrinks.
     */
    boolean coversOrder(String number, BigDecimal amount);

    /** As {@link #coversOrder}, but only if it was really approved. */
    boolean approvedOrder(String number, BigDecimal amount);

    /**
     * Asks whether an order of a signed contract may come to this amount.
     *
     * @param order the order's number
     * @param revision of the order
     * @return the approval's number
     */
    long requestOrder(String number, BigDecimal amount, String order, int revision);

    /** What the last approver said who said anything about this wording; null when nobody did. */
    @Nullable
    String remark(String number);
}
