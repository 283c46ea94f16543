package io.tradewind;

import io.tradewind.contract.VerifyContracts;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Tradewind: a sales department run as executable BPMN. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class TradewindApplication {

    public static void main(String[] args) {
        if (VerifyContracts.asked(args)) {
            System.exit(VerifyContracts.run(args));
        }
        SpringApplication.run(TradewindApplication.class, args);
    }
}
