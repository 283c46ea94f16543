package io.tradewind.deal.web;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.deal.Knowledge;
import io.tradewind.engine.web.HomeLink;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What deals and complaints taught, to be searched by everybody who works here. */
@Controller
class KnowledgePages {

    private static final int LONGEST_QUESTION = 200;

    private final Knowledge knowledge;
    private final Products products;

    KnowledgePages(Knowledge knowledge, Products products) {
        this.knowledge = knowledge;
        this.products = products;
    }

    @Bean
    static HomeLink knowledgeLink() {
        return new HomeLink(
                40,
                "Search what we learned",
                "Lessons from won and lost deals and from complaints, by any word in any language.",
                "/knowledge",
                Set.of());
    }

    @GetMapping("/knowledge")
    String search(@RequestParam(name = "q", required = false) @Nullable String q, Model model) {
        String question =
                q == null ? "" : q.strip().substring(0, Math.min(q.strip().length(), LONGEST_QUESTION));
        model.addAttribute("question", question);
        model.addAttribute("products", products.all().stream().collect(Collectors.toMap(Product::code, Product::name)));
        model.addAttribute("entries", knowledge.search(question));
        return "deal/knowledge";
    }
}
