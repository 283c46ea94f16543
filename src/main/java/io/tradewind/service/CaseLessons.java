package io.tradewind.service;

import io.tradewind.customer.Customers;
import io.tradewind.deal.Knowledge;
import io.tradewind.service.Complaints.Cause;
import io.tradewind.service.Complaints.ComplaintRecord;
import io.tradewind.service.Complaints.Prevention;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a closed complaint taught, for those who come after. */
@Service
@Transactional
public class CaseLessons {

    private final ServiceCases cases;
    private final Complaints complaints;
    private final Customers customers;
    private final Knowledge knowledge;

    CaseLessons(ServiceCases cases, Complaints complaints, Customers customers, Knowledge knowledge) {
        this.cases = cases;
        this.complaints = complaints;
        this.customers = customers;
        this.knowledge = knowledge;
    }

    /** Keeps the lesson of a complaint, once; a request teaches nothing. */
    public void keep(String number) {
        ComplaintRecord record = complaints.record(number);
        Cause cause = record.cause();
        Prevention prevention = record.prevention();
        if (cause == null || prevention == null) {
            return;
        }
        ServiceCase closed = cases.get(number);
        knowledge.learn(new Knowledge.ComplaintLesson(
                number,
                closed.product(),
                customers.get(closed.customerId()).sector(),
                cause.category(),
                String.join(" ← ", cause.whys()),
                prevention.lesson() == null ? prevention.measure() : prevention.lesson(),
                prevention.by()));
    }
}
