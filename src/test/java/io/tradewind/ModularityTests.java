package io.tradewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Each module uses only what it says it may, of that only what is offered, and nothing that stands below it. */
class ModularityTests {

    /** From the ground to the top; a module uses only what stands before it. */
    private static final List<String> ORDER = List.of(
            "engine",
            "organization",
            "calendar",
            "notification",
            "intake",
            "audit",
            "customer",
            "catalog",
            "company",
            "lead",
            "approval",
            "credit",
            "deal",
            "contract",
            "order",
            "collection",
            "service",
            "activity",
            "planning",
            "kpi",
            "incentive",
            "people",
            "journey",
            "operations",
            "demo");

    private final ApplicationModules modules = ApplicationModules.of(TradewindApplication.class);

    @Test
    void everyModuleKeepsToItsWalls() {
        modules.verify();
    }

    @Test
    void aHoleInAWallIsFound() {
        ImportOption testsToo = location -> true;

        assertThatThrownBy(
                        () -> ApplicationModules.of("io.brokenwalls", testsToo).verify())
                .hasMessageContaining("upper")
                .hasMessageContaining("lower");
    }

    @Test
    void noModuleUsesWhatStandsBelowIt() {
        modules.forEach(module -> {
            String name = module.getIdentifier().toString();
            assertThat(ORDER).contains(name);
            assertThat(module.getDirectDependencies(modules).stream()
                            .map(dependency ->
                                    dependency.getTargetModule().getIdentifier().toString())
                            .distinct())
                    .as("what module " + name + " uses")
                    .isSubsetOf(ORDER.subList(0, ORDER.indexOf(name)));
        });
    }

    @Test
    void nobodyUsesTheFigures() {
        assertThat(modules.stream().filter(module -> module.getDirectDependencies(modules).stream()
                        .anyMatch(dependency -> List.of("kpi", "incentive")
                                .contains(dependency
                                        .getTargetModule()
                                        .getIdentifier()
                                        .toString()))))
                .isEmpty();
    }
}
