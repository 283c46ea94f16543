package io.tradewind.deal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The deals, from opening to won or lost. */
public interface Deals {

    /** Opens a deal in stage prospecting and publishes {@link DealOpened}; a lead that has its deal gets that one. */
    Deal open(NewDeal deal);

    /**
     * Opens the deal of a qualified lead, with what the lead tells of product and value.
     *
     * @param customerId null: the lead's
     */
    Deal openFor(String leadNumber, String rep, @Nullable Long customerId);

    Optional<Deal> find(String number);

    /** @throws io.tradewind.engine.Refused if there is no such deal */
    Deal get(String number);

    /** The deals of a customer, newest first. */
    List<Deal> ofCustomer(long customerId);

    /** What these customers bought. */
    List<Sale> salesTo(Collection<Long> customerIds);

    /** Those of these customers with whom a deal is open. */
    Set<Long> inTalks(Collection<Long> customerIds);

    /** The open deals of a scope, oldest first. */
    List<Deal> open(DealScope scope);

    /** Hands the deal to another rep. */
    void assign(String number, String rep);

    /**
     * Writes down who the customer is and what they need, and enters stage engaging.
     *
     * @throws io.tradewind.engine.Refused if the customer or product is not clear, or the deal is closed
     */
    Deal learn(String number, Needs needs);

    /**
     * Says that the customer decides on another day than was thought.
     *
     * @throws io.tradewind.engine.Refused if the deal is closed
     */
    Deal expectDecision(String number, LocalDate on);

    /**
     * Says who the customer is, where that was open.
     *
     * @throws io.tradewind.engine.Refused if there is no such customer, or the deal has another already
     */
    Deal identifyCustomer(String number, long customerId);

    /**
     * Closes the deal as won at the accepted quotation's price and publishes {@link DealWon}; again is no second win.
     *
     * @throws io.tradewind.engine.Refused if no quotation was accepted, no customer is known, or the deal is lost
     */
    Deal win(String number);

    /**
     * Closes the deal as lost and publishes {@link DealLost}; again is no second loss.
     *
     * @param reason one of {@link LostReasons#ALL}
     * @throws io.tradewind.engine.Refused if the reason is none of these, or the deal is won
     */
    Deal lose(String number, String reason, @Nullable String competitor, @Nullable String note);

    /** The latest version of the deal's quotation. */
    Optional<Quotation> currentQuotation(String number);

    /** The version the customer accepted. */
    Optional<Quotation> acceptedQuotation(String number);

    /** Every version, oldest first. */
    List<Quotation> quotations(String number);

    /** Open deals by stage, in the order of a deal's life; stages without deals are left out. */
    List<FunnelStage> funnel(DealScope scope);

    /**
     * Publishes {@link DealForecast} for some open deals whose expected value times probability is not what was told last:
     * the table of probabilities was changed, or nothing was told yet.
     *
     * @return how many; zero when all is told
     */
    int retellForecasts();

    /**
     * Takes in open deals of another system: each enters its stage and publishes {@link DealOpened}. A known external id
     * changes nothing. One outcome per deal, in the same order; rejected rows hurt no others.
     */
    List<ImportOutcome> importOpen(List<ImportedDeal> deals);

    /**
     * Takes in deals that another system closed: no process runs for them, {@link DealOpened} and {@link DealWon} or
     * {@link DealLost} carry the dates given. List price and cost are the catalog's for one unit of the product.
     */
    List<ImportOutcome> importClosed(List<ImportedDeal> deals);
}
