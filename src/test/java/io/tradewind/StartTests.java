package io.tradewind;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.catalog.Products;
import io.tradewind.customer.Customers;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.support.TradewindTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class StartTests {

    @Autowired
    private People people;

    @Autowired
    private Products products;

    @Autowired
    private Customers customers;

    @Test
    void theDemoCompanyIsThere() {
        assertThat(people.inRole("sales-rep")).hasSize(35);
        assertThat(people.inRole("sales-manager")).hasSize(6);
        assertThat(products.all()).hasSize(7);
        // other tests on this database add theirs
        assertThat(customers.all()).hasSizeGreaterThanOrEqualTo(85);
    }

    @Test
    void theReportingLineClimbsFromRepToGeneralManager() {
        assertThat(people.reportingLine("darcel-schlecht"))
                .extracting(Person::userId)
                .containsExactly("melvin-marxen", "director", "gm");
    }

    @Test
    void aProductIsFoundHoweverItsNameIsTyped() {
        assertThat(products.get("GTXPro").name()).isEqualTo("GTX Pro");
    }
}
