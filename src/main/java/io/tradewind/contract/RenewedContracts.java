package io.tradewind.contract;

import io.tradewind.deal.DealOrigins;
import io.tradewind.engine.variables.Shown;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The contract that a deal follows. */
@Component
class RenewedContracts implements DealOrigins {

    private final Renewals renewals;
    private final Contracts contracts;

    RenewedContracts(Renewals renewals, Contracts contracts) {
        this.renewals = renewals;
        this.contracts = contracts;
    }

    @Override
    public Optional<String> wordsFor(String dealNumber) {
        return renewals.before(dealNumber)
                .map(contracts::get)
                .map(before -> "It follows contract " + before.number() + " over " + Shown.money(before.total()) + " "
                        + before.currency() + ", which ends on " + before.endsOn() + ".");
    }
}
