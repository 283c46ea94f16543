package io.tradewind.kpi.web;

import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.Figures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Revenue from the far to the near. */
@Configuration(proxyBeanMethods = false)
class RevenuePanels {

    @Bean
    @Order(3)
    static BoardPanel revenueByRegion(Figures figures) {
        return new RevenuePanel(figures, Dimension.REGION, true);
    }

    @Bean
    @Order(4)
    static BoardPanel revenueByTeam(Figures figures) {
        return new RevenuePanel(figures, Dimension.TEAM, false);
    }

    @Bean
    @Order(5)
    static BoardPanel revenueByRep(Figures figures) {
        return new RevenuePanel(figures, Dimension.REP, false);
    }

    @Bean
    @Order(6)
    static BoardPanel revenueByProduct(Figures figures) {
        return new RevenuePanel(figures, Dimension.PRODUCT, false);
    }
}
