package io.tradewind.lead;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.StartFormChoices;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What whoever enters a lead chooses from; what is sent past the form is refused by {@link NewLeadCheck}. */
@Configuration(proxyBeanMethods = false)
class LeadChoices {

    @Bean
    static StartFormChoices regionsOfLeads(NewLeadCheck check) {
        return choices("regions", check::regions);
    }

    @Bean
    static StartFormChoices productsOfLeads(Products products) {
        return choices("products", () -> {
            Map<String, String> choices = new LinkedHashMap<>();
            products.all().stream()
                    .sorted(Comparator.comparing(Product::name))
                    .forEach(product -> choices.put(product.code(), product.name()));
            return choices;
        });
    }

    private static StartFormChoices choices(String name, Supplier<Map<String, String>> choices) {
        return new StartFormChoices() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Map<String, String> choices() {
                return choices.get();
            }
        };
    }
}
