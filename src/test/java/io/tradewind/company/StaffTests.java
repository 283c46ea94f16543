package io.tradewind.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.organization.Holdings.Held;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.support.TradewindTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@TradewindTest
class StaffTests {

    private static final String NEW = "ada-of-staff";

    @Autowired
    private Staff staff;

    @Autowired
    private People people;

    @Autowired
    private IdentityService identity;

    @Autowired
    private ImportJobs imports;

    @Autowired
    private Acting acting;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Transactional
    void whoIsNewHasALoginInTheirGroups() {
        assertThat(staff.enter(said("manager", "Melvin Marxen"))).isTrue();

        assertThat(people.get(NEW))
                .isEqualTo(new Person(
                        NEW,
                        "Ada Staff",
                        "ada@example.com",
                        "sales-rep",
                        "melvin-marxen",
                        "team-melvin-marxen",
                        "region-central",
                        "en",
                        true));
        assertThat(groups()).containsExactlyInAnyOrder("sales-rep", "team-melvin-marxen", "region-central");
        assertThat(staff.enter(said("manager", "melvin-marxen")))
                .as("the same again")
                .isFalse();
    }

    @Test
    @Transactional
    void whoLeavesLosesTheLoginAndKeepsTheName() {
        staff.enter(said("manager", "melvin-marxen"));

        staff.enter(said("active", null));

        assertThat(identity.createUserQuery().userId(NEW).count()).isZero();
        assertThat(groups()).isEmpty();
        assertThat(people.get(NEW).name()).isEqualTo("Ada Staff");
        assertThat(people.get(NEW).active()).isFalse();
    }

    @Test
    @Transactional
    void aTypoMakesNoRegion() {
        assertRefused("region", "There is no region 'region-centrall', but region-central", said("region", "Centrall"));
        assertRefused("team", "There is no team 'team-melwin-marxen'", said("team", "Melwin Marxen"));
        assertThat(staff.regions()).doesNotContain("region-centrall");

        NewPerson typed = said("new", null);
        assertThat(staff.enter(new NewPerson(
                        typed.userId(),
                        typed.name(),
                        typed.email(),
                        typed.role(),
                        typed.manager(),
                        typed.team(),
                        "Far North",
                        null,
                        true,
                        true)))
                .isTrue();
        assertThat(staff.regions()).contains("region-far-north");
        assertThat(staff.enter(said("region", "Far North"))).as("known by now").isFalse();
    }

    @Test
    @Transactional
    void aManagerIsNotTakenFromThoseBelow() {
        assertRefused(
                "role",
                "report to Melvin Marxen, and a logistics approves nothing for them",
                as(people.get("melvin-marxen"), "logistics", true));
        assertThat(staff.enter(as(people.get("melvin-marxen"), "sales-director", true)))
                .as("one who leads")
                .isTrue();
    }

    @Test
    @Transactional
    void theLastGeneralManagerStays() {
        Person only = people.inRole("general-manager").get(0);

        assertRefused("role", "is the only general manager", as(only, "hr", true));
        people.all().stream()
                .filter(person -> only.userId().equals(person.manager()))
                .forEach(person -> staff.enter(new NewPerson(
                        person.userId(),
                        person.name(),
                        person.email(),
                        person.role(),
                        null,
                        person.team(),
                        person.region(),
                        person.language(),
                        person.active(),
                        false)));
        assertRefused("active", "is the only general manager", as(only, only.role(), false));

        staff.enter(new NewPerson(
                NEW, "Ada Staff", "ada@example.com", "general-manager", null, null, null, null, true, false));
        assertThat(staff.enter(as(only, only.role(), false)))
                .as("there is another")
                .isTrue();
    }

    @Test
    @Transactional
    void whatIsWithAPersonIsTold() {
        staff.enter(said("manager", "melvin-marxen"));
        assertThat(staff.held(NEW)).isEmpty();

        acting.asSystem(() -> {
            String first = runtime.createProcessInstanceByKey("lead-qualification")
                    .setVariables(Map.of("rep", NEW))
                    .startBeforeActivity("contact-lead")
                    .execute()
                    .getId();
            tasks.createTaskQuery()
                    .processInstanceId(first)
                    .list()
                    .forEach(task -> tasks.setAssignee(task.getId(), NEW));
        });
        jdbc.sql(
                        "INSERT INTO customer (number, name, name_normalised, owner) VALUES ('C-HELD', 'Held', 'held', :owner)")
                .param("owner", NEW)
                .update();

        assertThat(staff.held(NEW))
                .extracting(Held::words)
                .containsExactly("1 open task (Lead qualification 1)", "1 customer");
    }

    @Test
    @Transactional
    void whoHasPeopleBelowDoesNotLeaveThemWithoutASuperior() {
        Person manager = people.get("melvin-marxen");

        assertRefused(
                "active",
                "Give them another superior first",
                new NewPerson(
                        manager.userId(),
                        manager.name(),
                        manager.email(),
                        manager.role(),
                        manager.manager(),
                        manager.team(),
                        manager.region(),
                        manager.language(),
                        false,
                        false));
    }

    @Test
    @Transactional
    void nobodyStandsInTheirOwnLine() {
        Person manager = people.get("melvin-marxen");

        assertRefused(
                "manager",
                "reports to this person already",
                new NewPerson(
                        manager.userId(),
                        manager.name(),
                        manager.email(),
                        manager.role(),
                        "darcel-schlecht",
                        manager.team(),
                        manager.region(),
                        manager.language(),
                        true,
                        false));
    }

    @Test
    @Transactional
    void whatAnAdministratorGaveBesidesStays() {
        staff.enter(said("manager", "melvin-marxen"));
        acting.asSystem(() -> identity.createMembership(NEW, "auditor"));

        staff.enter(said("role", "finance"));

        assertThat(groups()).containsExactlyInAnyOrder("finance", "auditor", "team-melvin-marxen", "region-central");
    }

    @Test
    @Transactional
    void whoHasNoPasswordYetIsAnsweredAsAnybodyWithAWrongOne() {
        staff.enter(said("manager", "melvin-marxen"));

        assertThat(identity.checkPassword(NEW, "demo")).isFalse();
    }

    @ParameterizedTest
    @Transactional
    @CsvSource(
            nullValues = "none",
            value = {
                "userId, none, cannot be a user id",
                "userId, Ada Staff, cannot be a user id",
                "userId, ../admin, cannot be a user id",
                "userId, -ada, cannot be a user id",
                "userId, system, cannot be a user id",
                "name, none, what the person is called",
                "name, '  ', what the person is called",
                "email, none, which e-mail address",
                "email, ada@example, is no e-mail address",
                "email, ada@example..com, is no e-mail address",
                "email, ada@yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.com, is no e-mail address",
                "email, 'ada@example.com, eve@example.com', is no e-mail address",
                "role, none, is no role",
                "role, boss, is no role",
                "manager, none, Say whom Ada Staff reports to",
                "manager, Nobody Known, Enter superiors before",
                "manager, ada-of-staff, Nobody here is called",
                "team, Team/One, cannot name a team",
                "region, Zürich, cannot name a region",
                "language, '?', is no language tag",
                "language, zz-invalid, is no language tag"
            })
    void whatCannotBeTakenIsRefusedByItsField(String field, @Nullable String value, String why) {
        assertRefused(field, why, said(field, value));

        assertThat(people.find(NEW)).isEmpty();
    }

    @Test
    void aFileOfPeopleComesInAndSaysWhatDidNot() throws IOException {
        String file =
                """
                Login,Full Name,E-Mail,Position,Reports to,Works here
                ada-of-files,Ada Files,ada.files@example.com,Product,director,
                bob-of-files,Bob Files,bob.files@example.com,sales rep,,
                director,Someone,someone@example.com,sales-director,nobody-known,
                cleo-of-files,Cleo Files,cleo.files@example.com,Product,nobody-known,
                """;

        ImportJob job = imported(file);
        ImportJob left = imported(file.replace("director,\nbob", "director,no\nbob"));

        assertThat(job.done()).isEqualTo(1);
        assertThat(imports.rejections(job.id(), 10))
                .extracting(ImportJobs.Rejection::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("Say whom Bob Files reports to"),
                        reason -> assertThat(reason).contains("'director' is Dana Reeves"),
                        reason -> assertThat(reason).contains("Nobody here is called 'nobody-known'"));
        assertThat(left.done()).isEqualTo(1);
        assertThat(people.get("ada-of-files").active()).isFalse();

        imported("userId,name,email,role\nada-of-files,Ada Files,ada.files@example.com,Product\n");

        assertThat(people.get("ada-of-files").active())
                .as("an empty cell says nothing")
                .isFalse();
        assertThat(people.get("ada-of-files").manager()).isEqualTo("director");
    }

    @Test
    void aFileSaysWhichRegionsAreNewAndWhatStaysWithLeavers() throws IOException {
        String file =
                """
                userId,name,email,role,region,new
                dora-of-files,Dora Files,dora.files@example.com,hr,Files Coast,
                emil-of-files,Emil Files,emil.files@example.com,hr,Files Coast,yes
                fay-of-files,Fay Files,fay.files@example.com,hr,Files Coast,
                """;

        ImportJob job = imported(file);

        assertThat(job.message())
                .contains("Row 3: 'region-files-coast' is a new region.")
                .doesNotContain("Row 4");
        assertThat(imports.rejections(job.id(), 10)).singleElement().satisfies(rejection -> assertThat(
                        rejection.reason())
                .contains("There is no region 'region-files-coast'", "column 'new'"));

        jdbc.sql(
                        "INSERT INTO customer (number, name, name_normalised, owner) VALUES ('C-FAY', 'Fay', 'fay', 'fay-of-files')")
                .update();
        ImportJob leaving = imported(
                """
                userId,name,email,role,active
                emil-of-files,Emil Files,emil.files@example.com,hr,no
                fay-of-files,Fay Files,fay.files@example.com,hr,no
                """);

        assertThat(leaving.message())
                .contains("Row 3: Fay Files has left; with them stay 1 customer.")
                .doesNotContain("Row 2");
        jdbc.sql("DELETE FROM customer WHERE owner = 'fay-of-files'").update();
    }

    private ImportJob imported(String file) throws IOException {
        UUID id = imports.accept(
                "people", "people.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), null, "admin");
        imports.runWaiting();
        return imports.find(id, "admin").orElseThrow();
    }

    private void assertRefused(String field, String why, NewPerson said) {
        assertThatThrownBy(() -> staff.enter(said))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo(field))
                .hasMessageContaining(why);
    }

    private static NewPerson as(Person person, String role, boolean active) {
        return new NewPerson(
                person.userId(),
                person.name(),
                person.email(),
                role,
                person.manager(),
                person.team(),
                person.region(),
                person.language(),
                active,
                false);
    }

    private List<String> groups() {
        return acting.asSystem(() -> identity.createGroupQuery().groupMember(NEW).list().stream()
                .map(Group::getId)
                .toList());
    }

    /** A complete rep, but for this field; {@code active} is taken away by null. */
    private static NewPerson said(String field, @Nullable String value) {
        return new NewPerson(
                field.equals("userId") ? value : NEW,
                field.equals("name") ? value : "Ada Staff",
                field.equals("email") ? value : "ada@example.com",
                field.equals("role") ? value : "Sales Rep",
                field.equals("manager") ? value : "melvin-marxen",
                field.equals("team") ? value : "Melvin Marxen",
                field.equals("region") ? value : "Central",
                field.equals("language") ? value : null,
                !field.equals("active"),
                field.equals("new"));
    }
}
