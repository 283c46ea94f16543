package io.tradewind.kpi.web;

import io.tradewind.engine.web.HomeLink;
import io.tradewind.kpi.ScorecardSight;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScorecardLink {

    @Bean
    static HomeLink scorecardsHomeLink() {
        return new HomeLink(
                33,
                "Read scorecards",
                "Each month in points, with the formula, the facts behind it and what was agreed about it.",
                "/scorecards",
                ScorecardSight.READERS);
    }
}
