package io.tradewind.organization.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.CannotStart;
import io.tradewind.organization.People;
import io.tradewind.organization.Roles;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TradewindTest
class FirstAdministratorTests {

    @Autowired
    private IdentityService identity;

    @Autowired
    private People people;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void nobodyAdministersAndPasswordsAreChecked() {
        jdbc.sql("DELETE FROM engine.act_id_membership WHERE user_id_ = 'admin'")
                .update();
        engine.setEnablePasswordPolicy(true);
    }

    @AfterEach
    void asBefore() {
        engine.setEnablePasswordPolicy(false);
        identity.createMembership("admin", Roles.ADMIN);
        if (identity.createUserQuery().userId("first-admin").count() > 0) {
            identity.deleteUser("first-admin");
        }
        jdbc.sql("DELETE FROM person WHERE user_id = 'first-admin'").update();
    }

    @Test
    void withoutNameOrPasswordNothingStarts() {
        assertThatThrownBy(() -> make("", "")).isInstanceOf(CannotStart.class).hasMessageContaining("ADMIN_USER");
        assertThatThrownBy(() -> make("first-admin", "")).isInstanceOf(CannotStart.class);
    }

    @Test
    void aWeakPasswordIsRefusedWithTheRule() {
        assertThatThrownBy(() -> make("first-admin", "demo"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("at least 10 characters");

        assertThat(people.find("first-admin")).isEmpty();
    }

    @Test
    void aPasswordWithTheNameInItIsRefusedInOneSentence() {
        assertThatThrownBy(() -> make("ada", "Ada-Minor-2026!"))
                .isInstanceOf(CannotStart.class)
                .hasMessage(
                        "The first administrator 'ada' cannot be made: the password needs at least 10 characters, with"
                                + " lower and upper case letters, digits and special characters, and must not contain the user's"
                                + " name.");
    }

    @Test
    void aNameThatMeansSomethingElseIsRefusedInWords() {
        assertThatThrownBy(() -> make("nobody", "Harbour-Light-42"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("'nobody' means something else here");
    }

    /** It starts once on an empty database, and only after a start that ended well is there an archive. */
    @Test
    void theAdministratorOfTheUnpackingScriptCanBeMade() throws IOException {
        Matcher given = Pattern.compile("TRADEWIND_ADMIN_USER=(\\S+) TRADEWIND_ADMIN_PASSWORD=\"([^\"$]+)\\$\\$\"")
                .matcher(Files.readString(Path.of("deploy", "unpack")));

        assertThat(given.find()).isTrue();
        make(given.group(1), given.group(2) + "4711");

        assertThat(people.get("first-admin").role()).isEqualTo(Roles.ADMIN);
    }

    @Test
    void theFirstAdministratorIsMadeOnceAndThenLeftAlone() {
        make("first-admin", "Harbour-Light-42");
        make("first-admin", "Another-Light-43");

        assertThat(identity.checkPassword("first-admin", "Harbour-Light-42")).isTrue();
        assertThat(people.get("first-admin").role()).isEqualTo(Roles.ADMIN);
    }

    private void make(String user, String password) {
        transactions.executeWithoutResult(status -> new FirstAdministrator(identity, people, user, password).make());
    }
}
