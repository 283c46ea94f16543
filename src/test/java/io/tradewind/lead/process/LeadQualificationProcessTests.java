package io.tradewind.lead.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Processes;
import io.tradewind.lead.Lead;
import io.tradewind.lead.Lead.LeadClass;
import io.tradewind.lead.Lead.State;
import io.tradewind.lead.LeadSheet;
import io.tradewind.lead.Leads;
import io.tradewind.lead.NewLead;
import io.tradewind.lead.Qualification;
import io.tradewind.notification.MailHistory;
import io.tradewind.notification.WrittenMail;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class LeadQualificationProcessTests {

    private static final String REP = "darcel-schlecht";
    private static final String OTHER_REP = "moses-frase";

    @Autowired
    private Leads leads;

    @Autowired
    private Processes processes;

    @Autowired
    private MailHistory mails;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Qualification qualification;

    @Autowired
    private Customers customers;

    @Autowired
    private People people;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

    @Autowired
    private JdbcClient jdbc;

    private final String company = unique();

    @BeforeEach
    @AfterEach
    void everybodyIsFreeAndPresent() {
        jdbc.sql("DELETE FROM absence").update();
        jdbc.sql("DELETE FROM lead_rotation").update();
        jdbc.sql("UPDATE lead SET state = 'disqualified' WHERE state IN ('new', 'assigned', 'contacted', 'nurturing')")
                .update();
    }

    @Test
    void aNewCompanyBecomesACustomerOfTheRepWhoCalled() {
        Lead lead = received("support", company, "east");
        String instance = start(lead);

        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getBusinessKey())
                .isEqualTo(lead.number());
        String rep = ownerOf(lead);
        assertThat(people.get(rep).region()).isEqualTo("region-east");
        assertThat(steps.task(instance, "contact-lead").getAssignee()).isEqualTo(rep);
        assertThat(qualification.sheet(lead.number()).facts()).contains(new LeadSheet.Fact("Region", "East"));
        assertThat(mailsTo(rep, lead)).containsExactly("lead-assigned");
        assertThat(mails.about(lead.number()).get(0).subject()).isEqualTo(lead.number() + " is yours: " + company);
        assertThat(mails.about(lead.number()).get(0).text())
                .contains("Jo Blake")
                .contains("GTX Pro");

        steps.complete(instance, "contact-lead", rep, goodTalk());
        steps.runJob(instance, "contact-lead");
        assertThat(leads.get(lead.number()).state()).isEqualTo(State.CONTACTED);
        assertThat(leads.get(lead.number()).grade()).isEqualTo("B");
        assertThat(leads.get(lead.number()).gradeReason())
                .isEqualTo("decision maker reached, clear need, budget approved");

        steps.complete(instance, "qualify-lead", rep, Map.of("qualification", "qualify"));

        Lead qualified = leads.get(lead.number());
        Customer customer = customers.byName(company).orElseThrow();
        assertThat(qualified.state()).isEqualTo(State.QUALIFIED);
        assertThat(qualified.leadClass()).isEqualTo(LeadClass.INTENDING);
        assertThat(qualified.customerId()).isEqualTo(customer.id());
        assertThat(customer.owner()).isEqualTo(rep);
        assertThat(customer.region()).isEqualTo("region-east");
        assertThat(outputs(instance))
                .containsEntry("leadOutcome", "qualified")
                .containsEntry("customerId", customer.id())
                .containsEntry("rep", rep);
        assertThat(steps.ended(instance)).isTrue();
        assertThat(steps.trace(instance))
                .containsExactly(
                        "lead-received",
                        "check-duplicates",
                        "is-company-clear",
                        "assign-owner",
                        "is-owner-found",
                        "tell-owner",
                        "contact-lead",
                        "grade-lead",
                        "record-contact",
                        "qualify-lead",
                        "is-it-a-chance",
                        "accept-lead",
                        "lead-qualified");
    }

    @Test
    void aKnownCustomersLeadGoesToItsOwnerWithoutAsking() {
        Customer customer = customer(company + " Ltd.", OTHER_REP);
        Lead lead = received(REP, company, "east");

        String instance = start(lead);

        assertThat(ownerOf(lead)).isEqualTo(OTHER_REP);
        assertThat(leads.get(lead.number()).customerId()).isEqualTo(customer.id());
        assertThat(leads.get(lead.number()).leadClass()).isEqualTo(LeadClass.REPEAT);
        qualify(instance, OTHER_REP);
        assertThat(outputs(instance)).containsEntry("customerId", customer.id());
        assertThat(leads.get(lead.number()).leadClass()).isEqualTo(LeadClass.REPEAT);
    }

    @Test
    void whatARepBringsStaysWithTheRep() {
        Lead lead = received(REP, company, "west");

        start(lead);

        assertThat(ownerOf(lead)).isEqualTo(REP);
    }

    @Test
    void twoRepsDoNotGetTheSameCompany() {
        Lead first = received(REP, company, null);
        String firstInstance = start(first);
        Lead second = received(OTHER_REP, company, null);
        String secondInstance = start(second);

        assertThat(steps.openTasks(firstInstance)).hasSize(1);
        assertThat(variable(secondInstance, "candidates"))
                .contains("this lead " + second.number())
                .contains("open lead " + first.number())
                .contains("Darcel Schlecht")
                .contains("same name");
        assertThat(steps.task(secondInstance, "resolve-duplicate").getAssignee())
                .isEqualTo(OTHER_REP);
        steps.complete(
                secondInstance,
                "resolve-duplicate",
                OTHER_REP,
                Map.of("duplicateAnswer", "lead", "matchedLead", first.number()));

        assertThat(steps.ended(secondInstance)).isTrue();
        assertThat(leads.get(second.number()).state()).isEqualTo(State.MERGED);
        assertThat(leads.get(second.number()).mergedInto()).isEqualTo(first.number());
        assertThat(outputs(secondInstance)).containsEntry("leadOutcome", "merged");
        assertThat(mailsTo(REP, second)).containsExactly("lead-merged");
        assertThat(steps.trace(secondInstance))
                .containsSubsequence("resolve-duplicate", "settle-duplicate", "is-it-repeated", "lead-merged");
    }

    @Test
    void ofTwoEqualLeadsOnlyTheLaterOneIsAskedAbout() {
        Lead first = received("support", company, "east");
        Lead second = received("support", company, "east");

        String firstInstance = start(first);
        String secondInstance = start(second);

        steps.task(firstInstance, "contact-lead");
        assertThat(steps.task(secondInstance, "resolve-duplicate").getAssignee())
                .isNull();
        assertThat(candidateGroups(secondInstance, "resolve-duplicate")).containsExactly("sales-support");
    }

    @Test
    void aNearMatchIsLinkedToTheCustomerThePersonChooses() {
        String phone = "+49 30 " + Math.abs(UUID.randomUUID().hashCode() % 10_000_000 + 20_000_000);
        Customer customer = customers.register(
                new NewCustomer(unique(), null, phone, null, null, null, "region-west", OTHER_REP, null, null));
        Lead lead = received("support", leadOf(company, "east", phone));
        String instance = start(lead);

        assertThatThrownBy(() ->
                        steps.complete(instance, "resolve-duplicate", "support", Map.of("duplicateAnswer", "customer")))
                .hasStackTraceContaining("Please choose the customer");
        steps.complete(
                instance,
                "resolve-duplicate",
                "support",
                Map.of("duplicateAnswer", "customer", "matchedCustomer", String.valueOf(customer.id())));

        assertThat(leads.get(lead.number()).customerId()).isEqualTo(customer.id());
        assertThat(ownerOf(lead)).isEqualTo(OTHER_REP);
        steps.task(instance, "contact-lead");
    }

    @Test
    void aNamesakeIsTakenAsNewForAReason() {
        customer(company, OTHER_REP, "DE111111111");
        Lead lead = received(
                "support",
                new NewLead(
                        company,
                        null,
                        null,
                        null,
                        "FR999999999",
                        "east",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        String instance = start(lead);

        assertThatThrownBy(() ->
                        steps.complete(instance, "resolve-duplicate", "support", Map.of("duplicateAnswer", "new")))
                .hasStackTraceContaining("why this is another company");
        steps.complete(
                instance,
                "resolve-duplicate",
                "support",
                Map.of("duplicateAnswer", "new", "newCompanyReason", "French company of the same name"));
        String rep = ownerOf(lead);
        qualify(instance, rep);

        Customer registered = customers.get(leads.get(lead.number()).customerId());
        assertThat(registered.taxNumber()).isEqualTo("FR999999999");
        assertThat(registered.owner()).isEqualTo(rep);
    }

    @Test
    void whenNobodyIsThereAManagerChooses() {
        everybodyOfEastIsAway();
        Lead lead = received("support", company, "east");
        String instance = start(lead);

        assertThat(leads.get(lead.number()).owner()).isNull();
        assertThat(candidateGroups(instance, "assign-lead")).containsExactly("sales-manager");
        assertThat(variable(instance, "repChoices")).contains("absent today");
        assertThatThrownBy(() ->
                        steps.complete(instance, "assign-lead", "melvin-marxen", Map.of("chosenRep", "somebody-else")))
                .isInstanceOf(RuntimeException.class);
        steps.complete(instance, "assign-lead", "melvin-marxen", Map.of("chosenRep", REP));

        assertThat(ownerOf(lead)).isEqualTo(REP);
        assertThat(steps.task(instance, "contact-lead").getAssignee()).isEqualTo(REP);
        assertThat(steps.trace(instance)).containsSubsequence("assign-lead", "hand-over-lead", "tell-owner");
    }

    @Test
    void aLeadNobodyFollowsUpGoesToAnotherRep() {
        Lead lead = received("support", company, "east");
        String instance = start(lead);
        String first = ownerOf(lead);

        steps.fireTimer(instance, "no-follow-up");

        String second = ownerOf(lead);
        assertThat(second).isNotEqualTo(first);
        assertThat(people.get(second).region()).isEqualTo("region-east");
        assertThat(steps.task(instance, "contact-lead").getAssignee()).isEqualTo(second);
        assertThat(mailsTo(first, lead)).containsExactlyInAnyOrder("lead-assigned", "lead-returned");
        assertThat(mailsTo(second, lead)).containsExactly("lead-assigned");
    }

    @Test
    void aRepsOwnLeadGoesToTheTerritoryOnceTheRepLetsItLie() {
        Lead lead = received(REP, company, "central");
        String instance = start(lead);

        steps.fireTimer(instance, "no-follow-up");

        assertThat(ownerOf(lead)).isNotEqualTo(REP);
        assertThat(people.get(ownerOf(lead)).region()).isEqualTo("region-central");
    }

    @Test
    void aLeadThatIsNotRipeSleepsAndComesBackToItsRep() {
        Lead lead = received("support", company, "east");
        String instance = start(lead);
        String rep = ownerOf(lead);
        steps.complete(instance, "contact-lead", rep, Map.of("reached", "nobody"));
        steps.runJob(instance, "contact-lead");
        assertThat(leads.get(lead.number()).grade()).isEqualTo("D");

        assertThatThrownBy(() -> steps.complete(instance, "qualify-lead", rep, Map.of("qualification", "nurture")))
                .hasStackTraceContaining("the day the lead shall come back");
        assertThatThrownBy(() -> steps.complete(
                        instance,
                        "qualify-lead",
                        rep,
                        Map.of(
                                "qualification",
                                "nurture",
                                "nurtureUntil",
                                workingTime.today().toString())))
                .hasStackTraceContaining("lies in the future");
        LocalDate day = workingTime.today().plusDays(30);
        steps.complete(
                instance,
                "qualify-lead",
                rep,
                Map.of("qualification", "nurture", "nurtureUntil", day.toString(), "qualificationNote", "in autumn"));
        assertThat(leads.get(lead.number()).state()).isEqualTo(State.NURTURING);
        assertThat(leads.get(lead.number()).nurtureUntil()).isEqualTo(day);
        assertThat(steps.openTasks(instance)).isEmpty();
        assertThat(runtime.getVariable(instance, "nurtureUntil")).isNull();

        steps.fireTimer(instance, "day-has-come");

        assertThat(leads.get(lead.number()).state()).isEqualTo(State.ASSIGNED);
        assertThat(steps.task(instance, "contact-lead").getAssignee()).isEqualTo(rep);
        assertThat(mailsTo(rep, lead)).containsExactly("lead-assigned", "lead-assigned");
        qualify(instance, rep);
        assertThat(outputs(instance)).containsEntry("leadOutcome", "qualified");
    }

    @Test
    void aLeadNotWorthPursuingKeepsItsReason() {
        Lead lead = received("support", company, "east");
        String instance = start(lead);
        String rep = ownerOf(lead);
        steps.complete(instance, "contact-lead", rep, goodTalk());
        steps.runJob(instance, "contact-lead");

        assertThatThrownBy(() -> steps.complete(instance, "qualify-lead", rep, Map.of("qualification", "disqualify")))
                .hasStackTraceContaining("why the lead is not worth pursuing");
        steps.complete(
                instance, "qualify-lead", rep, Map.of("qualification", "disqualify", "disqualifyReason", "competitor"));

        assertThat(leads.get(lead.number()).state()).isEqualTo(State.DISQUALIFIED);
        assertThat(leads.get(lead.number()).disqualifiedBecause()).isEqualTo("competitor");
        assertThat(outputs(instance)).containsEntry("leadOutcome", "disqualified");
        assertThat(customers.byName(company)).isEmpty();
        assertThat(steps.trace(instance))
                .containsSubsequence("is-it-a-chance", "is-worth-keeping", "close-lead", "lead-disqualified");
    }

    @Test
    void aCompanyThatBecameACustomerMeanwhileIsNotRegisteredTwice() {
        Lead lead = received("support", company, "east");
        String instance = start(lead);
        Customer meanwhile = customer(company, OTHER_REP);

        qualify(instance, ownerOf(lead));

        assertThat(outputs(instance)).containsEntry("customerId", meanwhile.id());
    }

    private String start(Lead lead) {
        return processes.start(
                "lead-qualification",
                lead.number(),
                Map.ofEntries(LeadQualificationVariables.LEAD_NUMBER.of(lead.number())));
    }

    /** Templates of the mails this person got about the lead. */
    private List<String> mailsTo(String userId, Lead lead) {
        return mails.about(lead.number()).stream()
                .filter(mail -> userId.equals(mail.recipientUser()))
                .map(WrittenMail::template)
                .toList();
    }

    private void qualify(String instance, String rep) {
        steps.complete(instance, "contact-lead", rep, goodTalk());
        steps.runJob(instance, "contact-lead");
        steps.complete(instance, "qualify-lead", rep, Map.of("qualification", "qualify"));
    }

    private static Map<String, Object> goodTalk() {
        return Map.of("reached", "decision-maker", "need", "clear", "budget", "approved", "nextStep", "send an offer");
    }

    private Lead received(String by, String company, @Nullable String region) {
        return received(by, leadOf(company, region, null));
    }

    private Lead received(String by, NewLead lead) {
        List<Lead> received = new ArrayList<>();
        steps.as(by, () -> received.add(leads.receive(lead)));
        return received.get(0);
    }

    private static NewLead leadOf(String company, @Nullable String region, @Nullable String phone) {
        return new NewLead(
                company, "Jo Blake", null, phone, null, region, null, null, "GTX Pro", null, null, null, null, null);
    }

    private Customer customer(String name, String owner) {
        return customer(name, owner, null);
    }

    private Customer customer(String name, String owner, @Nullable String taxNumber) {
        return customers.register(
                new NewCustomer(name, null, null, taxNumber, null, null, "region-central", owner, null, null));
    }

    private void everybodyOfEastIsAway() {
        for (Person rep : people.inRole("sales-rep")) {
            if ("region-east".equals(rep.region())) {
                jdbc.sql("INSERT INTO absence (user_id, from_day, to_day) VALUES (:rep, :day, :day)")
                        .param("rep", rep.userId())
                        .param("day", workingTime.today())
                        .update();
            }
        }
    }

    private String ownerOf(Lead lead) {
        String owner = leads.get(lead.number()).owner();
        assertThat(owner).isNotNull();
        return String.valueOf(owner);
    }

    private List<String> candidateGroups(String instance, String task) {
        return tasks.getIdentityLinksForTask(steps.task(instance, task).getId()).stream()
                .map(IdentityLink::getGroupId)
                .toList();
    }

    private String variable(String instance, String name) {
        return String.valueOf(runtime.getVariable(instance, name));
    }

    private Map<String, Object> outputs(String instance) {
        Map<String, Object> outputs = new HashMap<>();
        for (HistoricVariableInstance variable : history.createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableNameIn("leadOutcome", "customerId", "rep")
                .list()) {
            outputs.put(variable.getName(), variable.getValue());
        }
        return outputs;
    }

    /** Letters without meaning: the tests' companies must not resemble each other. */
    private static String unique() {
        return UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .limit(20)
                .mapToObj(c -> String.valueOf((char) (Character.digit(c, 16) + 'a' + c % 11)))
                .collect(Collectors.joining());
    }
}
