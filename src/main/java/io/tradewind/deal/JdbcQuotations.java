package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class JdbcQuotations implements Quotations {

    /** Nobody binds the company to a price or a day further away than this. */
    private static final int MAX_YEARS_AHEAD = 5;

    private final QuotationTable quotations;
    private final JdbcDeals deals;
    private final Products products;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final Acting acting;

    JdbcQuotations(
            QuotationTable quotations,
            JdbcDeals deals,
            Products products,
            WorkingTime workingTime,
            Clock clock,
            Acting acting) {
        this.quotations = quotations;
        this.deals = deals;
        this.products = products;
        this.workingTime = workingTime;
        this.clock = clock;
        this.acting = acting;
    }

    @Override
    public Quotation write(String dealNumber, QuotationDraft draft) {
        // the deal's row is locked first, so that two writers get two versions
        deals.advance(dealNumber, Stage.QUOTATION, null);
        if (draft.customerId() != null) {
            deals.identifyCustomer(dealNumber, draft.customerId());
        }
        Deal deal = deals.get(dealNumber);
        if (deal.customerId() == null) {
            throw new Refused("customerId", "Choose the customer: a quotation needs somebody to go to.");
        }
        Quotation quotation = quotation(dealNumber, draft, acting.user().orElse(deal.rep()));
        deals.advance(dealNumber, Stage.QUOTATION, quotation.total());
        quotations.supersedeAllBut(dealNumber, 0);
        quotations.insert(quotation);
        deals.moved(dealNumber);
        return quotation;
    }

    @Override
    public Quotation preview(String dealNumber, QuotationDraft draft) {
        return quotation(dealNumber, draft, acting.user().orElse("nobody"));
    }

    private Quotation quotation(String dealNumber, QuotationDraft draft, String by) {
        checkTerms(draft);
        List<QuotationLine> lines = new ArrayList<>();
        Set<String> currencies = draft.lines().stream()
                .map(line -> {
                    Product product = products.get(line.product());
                    lines.add(line(lines.size() + 1, product, line));
                    return product.currency();
                })
                .collect(Collectors.toSet());
        if (lines.isEmpty()) {
            throw new Refused("lines", "Add at least one line to the quotation.");
        }
        if (currencies.size() > 1) {
            throw new Refused("lines", "All products of a quotation must be priced in one currency.");
        }
        BigDecimal total = sum(lines, QuotationLine::amount);
        BigDecimal listTotal = sum(lines, QuotationLine::listAmount);
        if (listTotal.compareTo(QuotationDraft.MAX_MONEY) > 0) {
            throw new Refused("lines", "This quotation comes to more than " + QuotationDraft.MAX_MONEY + "; split it.");
        }
        if (total.signum() == 0) {
            throw new Refused("lines", "The quotation comes to nothing; at least one line must have a price.");
        }
        return new Quotation(
                dealNumber,
                1 + quotations.current(dealNumber).map(Quotation::version).orElse(0L),
                Quotation.State.DRAFT,
                draft.paymentDays(),
                draft.deliveryDate(),
                draft.validUntil(),
                currencies.iterator().next(),
                listTotal,
                total,
                sum(lines, QuotationLine::cost),
                lines,
                null,
                null,
                null,
                by,
                // as the database keeps it
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void checkTerms(QuotationDraft draft) {
        LocalDate today = workingTime.today();
        LocalDate latest = today.plusYears(MAX_YEARS_AHEAD);
        if (draft.paymentDays() < 0 || draft.paymentDays() > QuotationDraft.MAX_PAYMENT_DAYS) {
            throw new Refused(
                    "paymentDays", "The days to pay must be between 0 and " + QuotationDraft.MAX_PAYMENT_DAYS + ".");
        }
        Days.checkAhead("deliveryDate", "We deliver by", draft.deliveryDate(), today);
        if (draft.deliveryDate().isAfter(latest)) {
            throw new Refused("deliveryDate", "The delivery date must be within five years.");
        }
        Days.checkAhead("validUntil", "Valid until", draft.validUntil(), today);
        if (draft.validUntil().isAfter(latest)) {
            throw new Refused("validUntil", "A quotation cannot be valid for more than five years.");
        }
    }

    private static QuotationLine line(int position, Product product, QuotationDraft.Line line) {
        return new QuotationLine(
                position,
                product.code(),
                product.name(),
                product.series(),
                line.quantity(),
                product.listPrice(),
                product.floorPrice(),
                product.unitCost(),
                line.discount(),
                QuotationLine.amount(line.quantity(), product.listPrice(), line.discount()));
    }

    private static BigDecimal sum(List<QuotationLine> lines, Function<QuotationLine, BigDecimal> amount) {
        return lines.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public Quotation get(String dealNumber, long version) {
        return quotations
                .find(dealNumber, version)
                .orElseThrow(() -> new Refused(
                        "quotationVersion", "Deal " + dealNumber + " has no quotation version " + version + "."));
    }

    @Override
    public Quotation approve(String dealNumber, long version, @Nullable Long approvalId, @Nullable String note) {
        Quotation draft = in(Quotation.State.DRAFT, dealNumber, version, "approved");
        deals.advance(dealNumber, Stage.NEGOTIATION, null);
        return move(draft, Quotation.State.APPROVED, approvalId, note);
    }

    @Override
    public Quotation reject(String dealNumber, long version, @Nullable Long approvalId, @Nullable String note) {
        Quotation draft = in(Quotation.State.DRAFT, dealNumber, version, "rejected");
        return move(draft, Quotation.State.REJECTED, approvalId, note);
    }

    @Override
    public Quotation answer(String dealNumber, long version, CustomerAnswer answer, @Nullable String wishes) {
        Quotation approved = in(Quotation.State.APPROVED, dealNumber, version, "presented");
        if (answer == CustomerAnswer.CHANGES && (wishes == null || wishes.isBlank())) {
            throw new Refused(
                    "changesWanted", "Write down what the customer wants changed; you will need it in a moment.");
        }
        if (answer == CustomerAnswer.ACCEPTED && approved.validUntil().isBefore(workingTime.today())) {
            throw new Refused(
                    "customerAnswer",
                    "Version " + version + " was valid until " + approved.validUntil()
                            + ". Choose 'Wants changes' and make a new version.");
        }
        quotations.noteWishes(approved, wishes == null ? null : wishes.strip());
        Quotation presented = move(approved, Quotation.State.PRESENTED, null, null);
        return answer == CustomerAnswer.ACCEPTED ? move(presented, Quotation.State.ACCEPTED, null, null) : presented;
    }

    private Quotation in(Quotation.State state, String dealNumber, long version, String wanted) {
        Quotation quotation = get(dealNumber, version);
        if (quotation.state() != state) {
            throw new Refused(
                    "quotationVersion",
                    "Version " + version + " of the quotation cannot be " + wanted + ": it is "
                            + quotation.state().code() + ".");
        }
        return quotation;
    }

    private Quotation move(
            Quotation quotation, Quotation.State state, @Nullable Long approvalId, @Nullable String note) {
        if (!quotations.move(quotation, state, approvalId, note)) {
            throw new OptimisticLockingFailureException("Quotation " + quotation.dealNumber() + " version "
                    + quotation.version() + " was changed meanwhile");
        }
        return get(quotation.dealNumber(), quotation.version());
    }
}
