package io.tradewind.contract;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.Deal;
import org.jspecify.annotations.Nullable;

/** Contracts that both have signed today, without their process. */
public final class SignedContracts {

    private final ContractWork work;
    private final WorkingTime workingTime;

    public SignedContracts(ContractWork work, WorkingTime workingTime) {
        this.work = work;
        this.workingTime = workingTime;
    }

    /** The signed contract of a won deal; credit was not asked. */
    public Contract of(Deal deal, long customerId, @Nullable String deliveryAddress) {
        return of(deal, customerId, deliveryAddress, null);
    }

    /** The same, with invoices in the instalments of this plan. */
    public Contract of(Deal deal, long customerId, @Nullable String deliveryAddress, @Nullable String paymentPlan) {
        String number = work.draft(deal.number(), customerId, AcceptedDeals.REP).number();
        work.settle(number, new ContractTerms(workingTime.today(), 12, 30, 30, paymentPlan, deliveryAddress, null));
        work.approve(number, work.write(number).revision(), null);
        work.attachSignedCopy(number, "signed.pdf", SignedCopies.of(number));
        return work.sign(number, workingTime.today(), "Ada Buyer");
    }
}
