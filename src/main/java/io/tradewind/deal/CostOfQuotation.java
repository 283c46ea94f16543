package io.tradewind.deal;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.ConfidentialFacts;
import io.tradewind.approval.ShownFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a price leaves us, for those who countersign it. */
@Component
class CostOfQuotation implements ConfidentialFacts {

    private final Deals deals;

    CostOfQuotation(Deals deals) {
        this.deals = deals;
    }

    @Override
    public String kind() {
        return PriceApprovals.KIND;
    }

    @Override
    public List<ShownFact> of(ApprovalRequest request) {
        String[] subject = request.subject().split(" ");
        List<Quotation> versions = deals.quotations(subject[0]);
        if (subject.length == 2) {
            return find(versions, version -> subject[1].equals("v" + version.version()))
                    .map(CostOfQuotation::whole)
                    .orElse(List.of());
        }
        // an order in other quantities: of the accepted prices only what a piece costs is the same
        return find(versions, version -> version.state() == Quotation.State.ACCEPTED)
                .map(accepted -> List.of(perPiece(accepted)))
                .orElse(List.of());
    }

    private static Optional<Quotation> find(List<Quotation> versions, Predicate<Quotation> which) {
        return versions.stream().filter(which).findFirst();
    }

    private static List<ShownFact> whole(Quotation quotation) {
        List<ShownFact> facts = new ArrayList<>();
        facts.add(perPiece(quotation));
        facts.add(new ShownFact("Margin", margin(quotation)));
        facts.add(new ShownFact("Cost", Words.money(quotation.cost(), quotation.currency())));
        return facts;
    }

    private static String margin(Quotation quotation) {
        String whole = Words.percent(quotation.margin()) + ", "
                + Words.money(quotation.total().subtract(quotation.cost()), quotation.currency());
        String least = Words.percent(quotation.leastMargin());
        return least.equals(Words.percent(quotation.margin())) ? whole : whole + "; " + least + " on the worst line";
    }

    private static ShownFact perPiece(Quotation quotation) {
        return new ShownFact(
                "Floor price",
                quotation.lines().stream()
                        .map(line -> "%s: %s a piece, cost %s%s"
                                .formatted(
                                        line.productName(),
                                        Words.money(line.floorPrice(), quotation.currency()),
                                        Words.money(line.unitCost(), quotation.currency()),
                                        line.belowFloor() ? ", sold below the floor price" : ""))
                        .collect(Collectors.joining("; ")));
    }
}
