package io.tradewind;

import io.tradewind.contract.VerifyContracts;
import io.tradewind.engine.ComponentsLast;
import io.tradewind.engine.audit.VerifyAudit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Tradewind: a sales department run as executable BPMN. */
@SpringBootApplication
@ComponentScan(
        excludeFilters = {
            @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
            @Filter(type = FilterType.CUSTOM, classes = ComponentsLast.Components.class)
        })
@Import(ComponentsLast.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class TradewindApplication {

    public static void main(String[] args) {
        if (VerifyContracts.asked(args)) {
            System.exit(VerifyContracts.run(args));
        }
        if (VerifyAudit.asked(args)) {
            System.exit(VerifyAudit.run(args));
        }
        SpringApplication.run(TradewindApplication.class, args);
    }
}
