package io.tradewind.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.support.TradewindTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
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
                        true));
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
                !field.equals("active"));
    }
}
