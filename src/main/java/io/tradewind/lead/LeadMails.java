package io.tradewind.lead;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mails about leads. */
@Component
class LeadMails {

    private final Mails mails;
    private final People people;
    private final Products products;
    private final String baseUrl;

    LeadMails(Mails mails, People people, Products products, @Value("${tradewind.base-url}") String baseUrl) {
        this.mails = mails;
        this.people = people;
        this.products = products;
        this.baseUrl = baseUrl;
    }

    void assigned(Lead lead, String reason, int assignment) {
        if (lead.owner() != null) {
            Map<String, Object> model = model(lead, lead.owner());
            model.put("reason", reason);
            mails.writeUnlessMany(mail("lead-assigned", lead, lead.owner(), String.valueOf(assignment), model));
        }
    }

    void returned(Lead lead, String rep, int assignment) {
        mails.writeUnlessMany(mail("lead-returned", lead, rep, String.valueOf(assignment), model(lead, rep)));
    }

    /** To the rep of the lead that goes on; while it has none, its sheet will tell. */
    void merged(Lead lead, Lead into) {
        if (into.owner() != null) {
            Map<String, Object> model = model(lead, into.owner());
            model.put("otherNumber", into.number());
            mails.write(mail("lead-merged", lead, into.owner(), into.number(), model));
        }
    }

    private static Mail mail(String template, Lead lead, String to, String occasion, Map<String, Object> model) {
        return new Mail(
                template + ":" + lead.number() + ":" + occasion,
                template,
                Recipient.user(to),
                model,
                lead.customerId(),
                lead.number());
    }

    private Map<String, Object> model(Lead lead, String to) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", people.find(to).map(Person::name).orElse(to));
        model.put("leadNumber", lead.number());
        model.put("companyName", lead.companyName());
        put(model, "contactName", lead.contactName());
        put(model, "phone", lead.phone());
        put(model, "email", lead.email());
        put(model, "product", lead.product() == null ? null : productName(lead.product()));
        put(model, "note", lead.note());
        model.put("link", baseUrl + "/camunda/app/tasklist/default/");
        return model;
    }

    private String productName(String code) {
        return products.find(code).map(Product::name).orElse(code);
    }

    /** Templates ask for emptiness, not for absence. */
    private static void put(Map<String, Object> model, String name, @Nullable String value) {
        model.put(name, value == null ? "" : value);
    }
}
