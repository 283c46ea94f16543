package io.tradewind.contract;

import io.tradewind.deal.DealOrigins;
import io.tradewind.deal.PastLine;
import io.tradewind.engine.variables.Shown;
import java.util.List;
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
                        + before.currency() + ", which ends on " + before.endsOn() + "." + decision(before));
    }

    private String decision(Contract before) {
        return renewals.of(before.number())
                .map(Renewals.Case::note)
                .filter(note -> !note.isBlank())
                .map(note -> " What was said about the renewal: " + note)
                .orElse("");
    }

    @Override
    public List<PastLine> linesFor(String dealNumber) {
        return renewals.before(dealNumber).map(contracts::get).map(Contract::lines).orElse(List.of()).stream()
                .map(line -> new PastLine(line.product(), line.productName(), line.quantity()))
                .toList();
    }
}
