package io.tradewind.kpi.web;

import io.tradewind.engine.web.HomeLink;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BoardLink {

    @Bean
    static HomeLink boardHomeLink() {
        return new HomeLink(
                30,
                "See how we stand",
                "The board: funnel, won and lost, revenue, open approvals, each number with the facts behind it.",
                "/board",
                Set.of(
                        "sales-rep",
                        "sales-manager",
                        "sales-director",
                        "general-manager",
                        "finance",
                        "auditor",
                        "product",
                        "marketing",
                        "process-owner",
                        "camunda-admin"));
    }
}
