package io.tradewind.kpi;

import static io.tradewind.kpi.FactKind.*;

import io.tradewind.approval.ApprovalDecided;
import io.tradewind.approval.ApprovalRequested;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.collection.PaymentReceived;
import io.tradewind.collection.ReceivableWrittenOff;
import io.tradewind.contract.ContractSigned;
import io.tradewind.customer.VisitReported;
import io.tradewind.deal.DealForecast;
import io.tradewind.deal.DealLost;
import io.tradewind.deal.DealOpened;
import io.tradewind.deal.DealStageEntered;
import io.tradewind.deal.DealWon;
import io.tradewind.engine.FactNoted;
import io.tradewind.kpi.cost.CostBooked;
import io.tradewind.kpi.cost.CostCategory;
import io.tradewind.kpi.forecast.ForecastAdjusted;
import io.tradewind.lead.LeadQualified;
import io.tradewind.lead.LeadsReceived;
import io.tradewind.order.CreditNoteIssued;
import io.tradewind.order.InvoiceIssued;
import io.tradewind.order.OrderDelivered;
import io.tradewind.order.OrderPlaced;
import io.tradewind.planning.Leaf;
import io.tradewind.planning.Measure;
import io.tradewind.planning.TargetsPublished;
import io.tradewind.service.CaseAnswered;
import io.tradewind.service.CaseResolved;
import io.tradewind.service.SurveyAnswered;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Turns what the other modules tell into facts, in their transaction. The whole collaboration is this file. */
@Component
class FactListeners {

    private final Facts facts;
    private final ApprovalTimes approvalTimes;
    private final WorkingTime workingTime;
    private final ZoneId zone;

    FactListeners(
            Facts facts,
            ApprovalTimes approvalTimes,
            WorkingTime workingTime,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.facts = facts;
        this.approvalTimes = approvalTimes;
        this.workingTime = workingTime;
        this.zone = zone;
    }

    @EventListener
    void on(LeadsReceived event) {
        facts.record(event.leads().stream()
                .map(lead ->
                        Fact.once(LEAD_RECEIVED, lead.leadNumber(), lead.on()).build())
                .toArray(Fact[]::new));
    }

    @EventListener
    void on(LeadQualified event) {
        facts.record(Fact.once(LEAD_QUALIFIED, event.leadNumber(), event.on())
                .by(event.rep())
                .with(event.customerId())
                .of(event.product())
                .build());
    }

    @EventListener
    void on(DealOpened event) {
        LocalDate qualifiedOn = event.qualifiedOn();
        if (qualifiedOn != null) {
            facts.record(qualified(event.dealNumber(), event.rep(), event.customerId(), event.product(), qualifiedOn));
        }
    }

    @EventListener
    void on(DealStageEntered event) {
        facts.record(Fact.each(DEAL_STAGE, event.dealNumber(), event.stage() + "@" + event.at(), day(event.at()))
                .by(event.rep())
                .detail(event.stage())
                .build());
    }

    @EventListener
    void on(DealWon event) {
        recordClosed(
                Fact.once(DEAL_WON, event.dealNumber(), event.closedOn())
                        .by(event.rep())
                        .with(event.customerId())
                        .of(event.product())
                        .worth(event.agreedPrice(), event.currency())
                        .listedAt(event.listPrice())
                        .costing(event.cost())
                        .qualifiedOn(event.qualifiedOn())
                        .took(workingDays(event.qualifiedOn(), event.closedOn()))
                        .build(),
                event.qualifiedOn());
        facts.recordConversion(event.dealNumber());
    }

    @EventListener
    void on(DealLost event) {
        recordClosed(
                Fact.once(DEAL_LOST, event.dealNumber(), event.closedOn())
                        .by(event.rep())
                        .with(event.customerId())
                        .of(event.product())
                        .detail(event.reason())
                        .worth(event.expectedValue(), event.currency())
                        .qualifiedOn(event.qualifiedOn())
                        .took(workingDays(event.qualifiedOn(), event.closedOn()))
                        .build(),
                event.qualifiedOn());
    }

    @EventListener
    void on(ApprovalRequested event) {
        facts.record(Fact.once(APPROVAL_REQUESTED, String.valueOf(event.approvalId()), day(event.at()))
                .after(event.subject())
                .by(event.requester())
                .detail(event.kind())
                .build());
        approvalTimes.record(event);
    }

    @EventListener
    void on(ApprovalDecided event) {
        String approval = String.valueOf(event.approvalId());
        String requester = facts.repOf(APPROVAL_REQUESTED, approval).orElse(null);
        BigDecimal hours = hours(workingTime.between(event.requestedAt(), event.decidedAt()));
        facts.record(Fact.once(APPROVAL_DECIDED, approval, day(event.decidedAt()))
                .after(event.subject())
                .by(requester)
                .detail(event.outcome())
                .tookHours(hours)
                .build());
        approvalTimes.record(event, requester, day(event.decidedAt()), hours);
    }

    @EventListener
    void on(ContractSigned event) {
        facts.record(Fact.once(CONTRACT_SIGNED, event.contractNumber(), event.on())
                .after(event.dealNumber())
                .by(event.rep())
                .with(event.customerId())
                .worth(event.amount(), event.currency())
                .build());
    }

    @EventListener
    void on(OrderPlaced event) {
        facts.record(Fact.once(ORDER_PLACED, event.orderNumber(), event.on())
                .after(event.dealNumber())
                .by(event.rep())
                .with(event.customerId())
                .worth(event.amount(), event.currency())
                .build());
    }

    @EventListener
    void on(OrderDelivered event) {
        facts.record(Fact.once(ORDER_DELIVERED, event.orderNumber(), event.on())
                .by(event.rep())
                .with(event.customerId())
                .build());
    }

    @EventListener
    void on(InvoiceIssued event) {
        facts.record(Fact.once(INVOICE_ISSUED, event.invoiceNumber(), event.issuedOn())
                .after(event.orderNumber())
                .by(event.rep())
                .with(event.customerId())
                .worth(event.amount(), event.currency())
                .dueOn(event.dueOn())
                .build());
        event.instalments()
                .forEach(part -> facts.record(
                        Fact.each(INSTALMENT_AGREED, event.invoiceNumber(), part.number(), event.issuedOn())
                                .after(event.orderNumber())
                                .by(event.rep())
                                .with(event.customerId())
                                .detail(String.valueOf(part.number()))
                                .worth(part.amount(), event.currency())
                                .dueOn(part.dueOn())
                                .build()));
    }

    /** Corrects the invoice's fact by opposite ones, each due when what it takes back is. */
    @EventListener
    void on(CreditNoteIssued event) {
        for (int i = 0; i < event.parts().size(); i++) {
            CreditNoteIssued.Part part = event.parts().get(i);
            Fact.Builder fact = i == 0
                    ? Fact.once(CREDIT_NOTE_ISSUED, event.creditNoteNumber(), event.on())
                    : Fact.each(CREDIT_NOTE_ISSUED, event.creditNoteNumber(), i, event.on());
            facts.record(fact.after(event.invoiceNumber())
                    .by(event.rep())
                    .with(event.customerId())
                    .worth(part.amount().negate(), event.currency())
                    .dueOn(part.dueOn())
                    .build());
        }
    }

    /** Corrects what is owed, never what was collected. */
    @EventListener
    void on(ReceivableWrittenOff event) {
        for (int i = 0; i < event.parts().size(); i++) {
            PaymentReceived.Part part = event.parts().get(i);
            facts.record(Fact.each(WRITE_OFF_BOOKED, event.writeOffNumber(), event.entryId() + "-" + i, event.on())
                    .after(event.invoiceNumber())
                    .by(event.rep())
                    .with(event.customerId())
                    .worth(part.amount().negate(), event.currency())
                    .dueOn(part.dueOn())
                    .build());
        }
    }

    @EventListener
    void on(PaymentReceived event) {
        if (event.parts().isEmpty()) {
            recordPaid(
                    event,
                    "",
                    event.amount(),
                    facts.dueOn(event.invoiceNumber()).orElse(null));
        }
        for (int i = 0; i < event.parts().size(); i++) {
            PaymentReceived.Part part = event.parts().get(i);
            recordPaid(event, "-" + i, part.amount(), part.dueOn());
        }
    }

    /** One for each instalment, since each is due on a day of its own. */
    private void recordPaid(PaymentReceived event, String part, BigDecimal amount, @Nullable LocalDate dueOn) {
        facts.record(Fact.each(
                        PAYMENT_RECEIVED,
                        event.invoiceNumber(),
                        "allocation-" + event.allocationId() + part,
                        event.receivedOn())
                .by(event.rep())
                .with(event.customerId())
                .worth(amount, event.currency())
                .dueOn(dueOn)
                .build());
    }

    @EventListener
    void on(SurveyAnswered event) {
        facts.record(Fact.once(SURVEY_ANSWERED, String.valueOf(event.surveyId()), event.on())
                .by(event.rep())
                .with(event.customerId())
                .scored(event.score())
                .build());
    }

    @EventListener
    void on(CaseAnswered event) {
        facts.record(
                Fact.once(event.inTime() ? CASE_ANSWERED_IN_TIME : CASE_ANSWERED_LATE, event.caseNumber(), event.on())
                        .by(event.rep())
                        .with(event.customerId())
                        .of(event.product())
                        .tookHours(event.workingHours())
                        .build());
    }

    @EventListener
    void on(CaseResolved event) {
        facts.record(
                Fact.once(event.inTime() ? CASE_RESOLVED_IN_TIME : CASE_RESOLVED_LATE, event.caseNumber(), event.on())
                        .by(event.rep())
                        .with(event.customerId())
                        .of(event.product())
                        .tookHours(event.workingHours())
                        .build());
    }

    @EventListener
    void on(FactNoted event) {
        facts.record(Fact.each(NOTED, event.document(), event.cause(), day(event.at()))
                .by(event.rep())
                .with(event.customerId())
                .detail(event.name())
                .build());
    }

    /** A first version books all of it, a later one what is different. */
    @EventListener
    void on(TargetsPublished event) {
        Fact[] targets = new Fact[event.changes().size()];
        for (int i = 0; i < targets.length; i++) {
            Leaf leaf = event.changes().get(i);
            boolean money = leaf.measure() != Measure.NEW_CUSTOMERS;
            targets[i] = Fact.each(target(leaf.measure()), event.planNumber(), i, leaf.month())
                    .by(leaf.rep())
                    .within(leaf.team(), leaf.region())
                    .with(leaf.customerId())
                    .of(leaf.product())
                    .detail("version " + event.version())
                    .worth(leaf.amount(), money ? event.currency() : "")
                    .build();
        }
        facts.record(targets);
    }

    private static FactKind target(Measure measure) {
        return switch (measure) {
            case REVENUE -> TARGET_REVENUE;
            case CASH -> TARGET_CASH;
            case MARGIN -> TARGET_MARGIN;
            case NEW_CUSTOMERS -> TARGET_CUSTOMERS;
        };
    }

    @EventListener
    void on(DealForecast event) {
        facts.recordForecast(event);
    }

    @EventListener
    void on(ForecastAdjusted event) {
        facts.record(Fact.once(FORECAST_ADJUSTED, event.number(), event.on())
                .within(event.team(), event.region())
                .detail(event.reason())
                .worth(event.amount(), event.currency())
                .dueOn(event.month().atDay(1))
                .build());
    }

    @EventListener
    void on(CostBooked event) {
        Fact.Builder fact = Fact.once(
                        switch (event.category()) {
                            case SELLING -> SELLING_EXPENSE;
                            case MARKETING -> MARKETING_EXPENSE;
                            case VISIT -> VISIT_EXPENSE;
                            case PRODUCT -> PRODUCT_COST;
                        },
                        event.number(),
                        event.on())
                .after(event.takesBack() == null ? event.dealNumber() : event.takesBack())
                .by(event.rep())
                .within(event.team(), event.region())
                .with(event.customerId())
                .of(event.product())
                .detail(event.note());
        facts.record(
                event.category() == CostCategory.PRODUCT
                        ? fact.costing(event.amount(), event.currency()).build()
                        : fact.worth(event.amount(), event.currency()).build());
    }

    /** Whoever keeps reports of visits publishes it; what the visit cost is a fact of its own. */
    @EventListener
    void on(VisitReported event) {
        facts.record(Fact.once(VISIT_REPORTED, event.visit(), event.on())
                .by(event.rep())
                .with(event.customerId())
                .tookMinutes(event.minutes())
                .build());
        BigDecimal cost = event.cost();
        String currency = event.currency();
        if (cost != null && currency != null && cost.signum() != 0) {
            facts.record(Fact.once(VISIT_EXPENSE, event.visit(), event.on())
                    .by(event.rep())
                    .with(event.customerId())
                    .worth(cost, currency)
                    .build());
        }
    }

    /** One round trip for both: a deal that was imported closed was never opened here, yet counts as qualified. */
    private void recordClosed(Fact closed, @Nullable LocalDate qualifiedOn) {
        if (qualifiedOn == null) {
            facts.record(closed);
        } else {
            facts.record(
                    qualified(closed.document(), closed.rep(), closed.customerId(), closed.product(), qualifiedOn),
                    closed);
        }
    }

    private static Fact qualified(
            String dealNumber,
            @Nullable String rep,
            @Nullable Long customerId,
            @Nullable String product,
            LocalDate qualifiedOn) {
        return Fact.once(DEAL_QUALIFIED, dealNumber, qualifiedOn)
                .by(rep)
                .with(customerId)
                .of(product)
                .build();
    }

    private @Nullable Long workingDays(@Nullable LocalDate qualifiedOn, LocalDate closedOn) {
        return qualifiedOn == null ? null : workingTime.workingDaysBetween(qualifiedOn, closedOn);
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private static BigDecimal hours(Duration duration) {
        return BigDecimal.valueOf(duration.toMinutes()).divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP);
    }
}
