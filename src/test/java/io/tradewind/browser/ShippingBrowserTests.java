package io.tradewind.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.SignedContracts;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.deal.Quotations;
import io.tradewind.engine.Processes;
import io.tradewind.order.OrderLine;
import io.tradewind.order.Orders;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The form that asks line by line what leaves, in Tasklist. */
@TradewindTest
@Tag("browser")
class ShippingBrowserTests {

    @LocalServerPort
    private int port;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Orders orders;

    @Autowired
    private ContractWork contractWork;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Test
    void logisticsShipsAPart() {
        Deal deal = new AcceptedDeals(deals, quotations, customers, workingTime)
                .of(AcceptedDeals.line("gtx-basic", 4, "0"), AcceptedDeals.line("mg-special", 2, "0"));
        String instance = confirmedOrder(deal);
        steps.complete(instance, "pick-goods", "logistics", Map.of("pickAnswer", "packed"));

        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("logistics");
            page.navigate("/camunda/app/tasklist/default/#/?task="
                    + steps.task(instance, "ship-goods").getId());
            page.getByText("What leaves now for").waitFor();
            page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
            page.getByLabel("Leaves now").nth(1).waitFor();
            page.getByLabel("Leaves now").nth(0).fill("5");
            page.getByText("A whole number from 0 to 4.").waitFor();
            page.getByLabel("Leaves now").nth(0).fill("3");
            page.getByLabel("Leaves now").nth(1).fill("0");
            page.getByLabel("Carrier").fill("Fast Freight");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                    .click();
            page.getByText("What leaves now for")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

            steps.runAllJobs(instance);
            page.navigate("/camunda/app/tasklist/default/#/?task="
                    + steps.task(instance, "confirm-delivery").getId());
            page.getByText("(without a tracking number)").waitFor();
        }

        assertThat(steps.task(instance, "confirm-delivery")).isNotNull();
        assertThat(orders.ofDeal(deal.number()).get(0).lines())
                .extracting(OrderLine::shipped)
                .containsExactly(3, 0);
    }

    private String confirmedOrder(Deal deal) {
        long customer = Objects.requireNonNull(deal.customerId());
        Contract contract = new SignedContracts(contractWork, workingTime).of(deal, customer, "1 Harbour Road");
        return processes.start(
                "order-delivery",
                contract.number(),
                Map.of(
                        "contractNumber",
                        contract.number(),
                        "dealNumber",
                        deal.number(),
                        "customerId",
                        customer,
                        "rep",
                        AcceptedDeals.REP));
    }
}
