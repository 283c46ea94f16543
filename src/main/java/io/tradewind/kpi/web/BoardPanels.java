package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.kpi.ApprovalTimes;
import io.tradewind.kpi.Choices;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureMatrix;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.web.MonthlyPanel.Column;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The charts that are made of figures alone, in the order in which a director asks. */
@Configuration(proxyBeanMethods = false)
class BoardPanels {

    @Bean
    @Order(2)
    static BoardPanel wonAndLostPanel(Figures figures) {
        return new MonthlyPanel(
                figures,
                "won-and-lost",
                "Won and lost",
                "Deals by the month in which they were closed.",
                "bar",
                2,
                List.of(
                        Column.needed("deals-won", "Won"),
                        Column.needed("deals-lost", "Lost"),
                        Column.needed("win-rate", "Win rate"),
                        Column.needed("average-discount", "Average discount"),
                        Column.needed("sales-cycle", "Sales cycle")));
    }

    @Bean
    @Order(3)
    static BoardPanel attainmentByRegionPanel(Figures figures) {
        return new AttainmentPanel(figures, Dimension.REGION);
    }

    @Bean
    @Order(4)
    static BoardPanel attainmentByTeamPanel(Figures figures) {
        return new AttainmentPanel(figures, Dimension.TEAM);
    }

    @Bean
    @Order(5)
    static BoardPanel attainmentByRepPanel(Figures figures) {
        return new AttainmentPanel(figures, Dimension.REP);
    }

    @Bean
    @Order(6)
    static BoardPanel forecastByMonthPanel(Figures figures) {
        return new MonthlyPanel(
                figures,
                "forecast",
                "Forecast against target",
                "Open deals at expected value × probability by the month in which they should close, with what is won"
                        + " already and the target. The manager's adjustment stands apart and is in no other number.",
                "bar",
                4,
                List.of(
                        Column.needed("forecast", "Forecast"),
                        Column.known("forecast-adjustment", "Manager's adjustment"),
                        Column.known("revenue", "Won already"),
                        Column.known("target-revenue", "Target"),
                        Column.known("target-attainment", "Attainment")));
    }

    @Bean
    @Order(10)
    static BoardPanel revenueByRegionPanel(Figures figures) {
        return new RevenuePanel(figures, Dimension.REGION, true);
    }

    @Bean
    @Order(11)
    static BoardPanel revenueByTeamPanel(Figures figures) {
        return new RevenuePanel(figures, Dimension.TEAM, false);
    }

    @Bean
    @Order(12)
    static BoardPanel revenueByRepPanel(Figures figures) {
        return new RevenuePanel(figures, Dimension.REP, false);
    }

    @Bean
    @Order(13)
    static BoardPanel revenueByProductPanel(Figures figures) {
        return new RevenuePanel(figures, Dimension.PRODUCT, false);
    }

    @Bean
    @Order(20)
    static BoardPanel leadingRepsPanel(Figures figures, People people) {
        return new LeadersPanel(figures, Dimension.REP, view -> people.inRole(Roles.SALES_REP).stream()
                .filter(view::shows)
                .collect(Collectors.toMap(Person::userId, Person::name)));
    }

    @Bean
    @Order(21)
    static BoardPanel leadingProductsPanel(Figures figures, Choices choices) {
        return new LeadersPanel(figures, Dimension.PRODUCT, view -> choices.of(Dimension.PRODUCT, view.sight()).stream()
                .collect(Collectors.toMap(FigureMatrix.Part::key, FigureMatrix.Part::name)));
    }

    @Bean
    @Order(22)
    static BoardPanel leadingCustomersPanel(Figures figures) {
        return new LeadersPanel(figures, Dimension.CUSTOMER, view -> Map.of());
    }

    @Bean
    @Order(40)
    static BoardPanel approvalsByMonthPanel(Figures figures) {
        return new MonthlyPanel(
                figures,
                "approval-times",
                "Approval times",
                "Working hours from request to last decision, by the month of the decision.",
                "line",
                2,
                List.of(
                        Column.needed("approval-time", "Median"),
                        Column.needed("approval-time-p90", "Nine in ten"),
                        Column.needed("approvals-decided", "Decided")));
    }

    @Bean
    @Order(41)
    static BoardPanel approvalsByDeciderPanel(ApprovalTimes times, Figures figures, People people) {
        return new ApprovalTimesPanel(times, figures, people, ApprovalTimes.By.DECIDER);
    }

    @Bean
    @Order(42)
    static BoardPanel approvalsByKindPanel(ApprovalTimes times, Figures figures, People people) {
        return new ApprovalTimesPanel(times, figures, people, ApprovalTimes.By.KIND);
    }

    @Bean
    @Order(43)
    static BoardPanel approvalsByRulePanel(ApprovalTimes times, Figures figures, People people) {
        return new ApprovalTimesPanel(times, figures, people, ApprovalTimes.By.RULE);
    }

    @Bean
    @Order(50)
    static BoardPanel receivablesByRepPanel(Figures figures, WorkingTime workingTime) {
        return new ReceivablesByAgePanel(figures, workingTime, Dimension.REP);
    }

    @Bean
    @Order(51)
    static BoardPanel receivablesByCustomerPanel(Figures figures, WorkingTime workingTime) {
        return new ReceivablesByAgePanel(figures, workingTime, Dimension.CUSTOMER);
    }

    @Bean
    @Order(60)
    static BoardPanel serviceLevelsPanel(Figures figures) {
        return new MonthlyPanel(
                figures,
                "service-levels",
                "Service levels",
                "Cases answered and resolved within the promised time, by month.",
                "line",
                2,
                List.of(
                        Column.needed("first-response-compliance", "First response in time"),
                        Column.needed("resolution-compliance", "Resolution in time")));
    }

    @Bean
    @Order(70)
    static BoardPanel satisfactionPanel(Figures figures) {
        return new MonthlyPanel(
                figures,
                "satisfaction",
                "Satisfaction and promoter score",
                "Answered surveys: satisfaction from 0 to 100, promoter score from −100 to 100.",
                "line",
                2,
                List.of(
                        Column.needed("customer-satisfaction", "Satisfaction"),
                        Column.needed("promoter-score", "Promoter score")));
    }
}
