package io.tradewind.credit;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The one gate at every door: whoever is about to let a customer owe us more asks here, in the transaction that does it.
 * Judgements about one customer group wait for each other, so that two documents never use the same headroom.
 */
public interface CreditGate {

    /**
     * Whether this amount may be added now, by limit or by a living release. An agreed prepayment of the subject is taken
     * off first: asking for the money before goods leave is the caller's part.
     *
     * @param subject number of the document the terms were checked for, e.g. the contract
     * @param amount what would be owed and is not in the exposure yet
     */
    CreditVerdict stillCovers(long customerId, String subject, BigDecimal amount, String currency);

    /** The prepayment agreed for this document; empty when none was. */
    Optional<AgreedPrepayment> prepayment(String subject);

    /** What must be paid before goods of this document leave; zero when nothing was agreed. */
    BigDecimal agreedPrepayment(String subject);
}
