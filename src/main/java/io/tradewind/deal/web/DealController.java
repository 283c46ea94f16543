package io.tradewind.deal.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.approval.ApprovalPlan;
import io.tradewind.approval.PlannedApprover;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Briefings;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealAccess;
import io.tradewind.deal.Deals;
import io.tradewind.deal.PriceApprovals;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/deals/{number}")
class DealController {

    private final Deals deals;
    private final Quotations quotations;
    private final PriceApprovals approvals;
    private final Briefings briefings;
    private final Customers customers;
    private final DealAccess access;

    DealController(
            Deals deals,
            Quotations quotations,
            PriceApprovals approvals,
            Briefings briefings,
            Customers customers,
            DealAccess access) {
        this.deals = deals;
        this.quotations = quotations;
        this.approvals = approvals;
        this.briefings = briefings;
        this.customers = customers;
        this.access = access;
    }

    /** The deal with every version of its quotation. */
    @GetMapping
    DealView deal(@PathVariable String number) {
        Deal deal = readable(number);
        Customer customer =
                Optional.ofNullable(deal.customerId()).flatMap(customers::find).orElse(null);
        return DealView.of(
                deal,
                customer,
                briefings.of(number),
                briefings.startingLines(number),
                deals.quotations(number),
                access.mayKnowCost());
    }

    /** What the server makes of a quotation under way, and who would have to agree; nothing is kept. */
    @PostMapping("/quotation-preview")
    Preview preview(@PathVariable String number, @RequestBody Draft draft) {
        readable(number);
        QuotationDraft quotation = QuotationDraft.of(
                draft.customerId(), draft.lines(), draft.paymentDays(), draft.deliveryDate(), draft.validUntil());
        return Preview.of(
                DealView.QuotationView.of(quotations.preview(number, quotation), access.mayKnowCost()),
                approvals.preview(number, quotation));
    }

    /** A deal one may not read looks like one that does not exist. */
    private Deal readable(String number) {
        return deals.find(number)
                .filter(access::mayRead)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no deal '" + number + "'."));
    }

    /** A quotation as the form has it so far. */
    record Draft(
            @Nullable Long customerId,
            @Nullable JsonNode lines,
            @Nullable Long paymentDays,
            @Nullable LocalDate deliveryDate,
            @Nullable LocalDate validUntil) {}

    /** Who would have to agree. */
    record Preview(DealView.QuotationView quotation, String rule, List<Approver> approvers) {

        static Preview of(DealView.QuotationView quotation, ApprovalPlan plan) {
            return new Preview(
                    quotation,
                    plan.rule(),
                    plan.approvers().stream().map(Approver::of).toList());
        }
    }

    /** One who would be asked, and why. */
    record Approver(String name, String role, String rule) {

        static Approver of(PlannedApprover approver) {
            return new Approver(approver.name(), approver.role(), approver.rule());
        }
    }
}
