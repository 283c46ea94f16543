package io.tradewind.contract;

import io.tradewind.customer.Customer;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Words a contract from {@code contract/standard-terms.txt}: the same contract gives the same text. Both that and the PDF show this model. */
@Component
class ContractText {

    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final String company;

    ContractText(@Value("${tradewind.company.name}") String company) {
        this.company = company;
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("contract/");
        resolver.setSuffix(".txt");
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        templates.setTemplateResolver(resolver);
    }

    Map<String, Object> model(Contract contract, Customer customer, BigDecimal prepayment) {
        Map<String, Object> model = new HashMap<>();
        model.put("number", contract.number());
        model.put("company", company);
        model.put("customer", PlainText.of(customer.name()).replace('\n', ' '));
        model.put("customerNumber", customer.number());
        model.put("currency", contract.currency());
        model.put("total", Shown.money(contract.total()));
        model.put("paymentDays", contract.paymentDays());
        model.put("instalments", contract.paymentPlan().size() > 1 ? PaymentPlan.words(contract.paymentPlan()) : null);
        model.put("prepayment", prepayment.signum() > 0 ? Shown.money(prepayment) : null);
        model.put(
                "deliveryAddress",
                contract.deliveryAddress() == null
                        ? "the address the customer names with the order"
                        : contract.deliveryAddress());
        model.put("deliverBy", contract.deliverBy());
        model.put("startsOn", contract.startsOn());
        model.put("endsOn", contract.endsOn());
        model.put("noticeDays", contract.noticeDays());
        model.put(
                "lines",
                contract.lines().stream()
                        .map(line -> Map.of(
                                "position",
                                line.position(),
                                "product",
                                line.productName(),
                                "quantity",
                                line.quantity(),
                                "amount",
                                Shown.money(line.amount())))
                        .toList());
        model.put("renewalOn", contract.renewalOn());
        model.put(
                "deviations",
                contract.deviating().stream()
                        .map(clause -> Map.of(
                                "title",
                                clause.title(),
                                "kind",
                                clause.deviation().code()))
                        .toList());
        model.put(
                "clauses",
                contract.clauses().stream()
                        .filter(clause -> clause.deviation() != ContractClause.Deviation.REMOVED)
                        .map(clause -> Map.of(
                                "title",
                                clause.title(),
                                "text",
                                clause.text(),
                                "kind",
                                clause.deviation().code()))
                        .toList());
        return model;
    }

    String of(Map<String, Object> model) {
        return templates.process("standard-terms", new Context(Locale.ROOT, model));
    }
}
