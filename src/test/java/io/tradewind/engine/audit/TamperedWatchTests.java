package io.tradewind.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody who may do everything in the database sees to it that nothing is noted, or nothing found. */
@TradewindTest
class TamperedWatchTests extends TrailOfItsOwn {

    @Test
    void functionsPlantedBesideTheTablesAnswerNothing() {
        pastTheTriggers(
                "UPDATE product SET list_price = 101 WHERE code = 'P-1'",
                "UPDATE audit_entry SET person = 'somebody-else' WHERE seq = 5");
        jdbc.execute(
                """
                CREATE FUNCTION tradewind.to_jsonb(p tradewind.product) RETURNS jsonb LANGUAGE sql AS
                $$ SELECT pg_catalog.to_jsonb(p) || '{"list_price": 100.00}' $$
                """);
        jdbc.execute(
                """
                CREATE FUNCTION tradewind.jsonb_build_array(bigint, bigint, bigint, text, text, text, text, text, text, text, jsonb)
                RETURNS jsonb LANGUAGE sql AS
                $$ SELECT pg_catalog.jsonb_build_array($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, 'somebody-else'), $10, $11) $$
                """);

        assertThat(findings())
                .anyMatch(finding -> finding.startsWith("Entry 5 "))
                .anyMatch(finding -> finding.startsWith("Row P-1 of product is not what entry"));
    }

    @Test
    void functionsPlantedBesideTheTablesWriteNothing() {
        jdbc.execute(
                """
                CREATE FUNCTION tradewind.to_jsonb(p tradewind.product) RETURNS jsonb LANGUAGE sql AS
                $$ SELECT pg_catalog.to_jsonb(p) || '{"list_price": 1.00}' $$
                """);
        price("P-4", 400);
        chain.bindAll();

        assertThat(jdbc.queryForObject(
                        "SELECT facts ->> 'list_price' FROM audit_entry WHERE row_key = 'P-4'", String.class))
                .isEqualTo("400.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void functionsPutAmongPostgresqlsOwnAreFound() {
        jdbc.execute(
                """
                CREATE FUNCTION pg_catalog.to_jsonb(p tradewind.product) RETURNS jsonb LANGUAGE sql AS
                $$ SELECT '{}'::jsonb $$
                """);

        assertThat(findings()).contains("Function to_jsonb(tradewind.product) of PostgreSQL is not PostgreSQL's own.");
    }

    @Test
    void anInventedWatchSwitchesNothingOffAndIsFound() {
        jdbc.update(
                """
                INSERT INTO audit_entry (kind, act, document, facts)
                SELECT 'watch', 'noted', 'product', facts || '{"only": "false", "lasting": false}'
                  FROM audit_entry WHERE kind = 'watch' AND document = 'product' ORDER BY id DESC LIMIT 1
                """);
        chain.bindAll();
        pastTheTriggers(
                "UPDATE product SET list_price = 101 WHERE code = 'P-1'", "DELETE FROM product WHERE code = 'P-2'");

        assertThat(findings())
                .anyMatch(finding -> finding.startsWith("Row P-1 of product is not what entry"))
                .anyMatch(finding -> finding.startsWith("Row P-2 of product is gone"))
                .contains(
                        "An entry says that product is watched otherwise than it is.",
                        "The trail does not say last how product is watched.");

        jdbc.update(
                """
                INSERT INTO audit_entry (kind, act, document, facts)
                SELECT 'watch', 'noted', 'product', facts
                  FROM audit_entry WHERE kind = 'watch' AND document = 'product' ORDER BY id DESC LIMIT 1 OFFSET 1
                """);
        assertThat(findings()).as("put back").contains("An entry says that product is watched otherwise than it is.");
    }

    @Test
    void aViewInPlaceOfATableIsFound() {
        jdbc.execute("ALTER TABLE target_plan RENAME TO target_plan_real");
        jdbc.execute("CREATE VIEW target_plan AS SELECT * FROM target_plan_real");
        for (String trigger : List.of(
                "audit_made INSTEAD OF INSERT", "audit_changed INSTEAD OF UPDATE", "audit_removed INSTEAD OF DELETE")) {
            jdbc.execute("CREATE TRIGGER " + trigger + " ON target_plan FOR EACH ROW EXECUTE FUNCTION audit_note()");
        }

        assertThat(findings()).contains("Table tradewind.target_plan is gone, or not the plain table that it was.");
    }

    @Test
    void triggersOfTheSameNameThatDoNothingAreFound() {
        jdbc.execute("DROP TRIGGER audit_changed ON product");
        jdbc.execute("CREATE TRIGGER audit_changed AFTER UPDATE ON product FOR EACH ROW WHEN (false)"
                + " EXECUTE FUNCTION audit_note('price', '{code}', '', 'code', '{code}', '{}')");
        jdbc.execute("DROP TRIGGER audit_entry_no_truncate ON audit_entry");
        jdbc.execute("CREATE TRIGGER audit_entry_no_truncate AFTER TRUNCATE ON audit_entry"
                + " FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_final()");
        jdbc.execute("ALTER TABLE invoice ENABLE REPLICA TRIGGER audit_made");

        assertThat(findings()).hasSize(3).allMatch(finding -> finding.contains("is not watched as it was"));
    }

    @Test
    void triggersSwitchedOffAreFound() {
        for (String statement : List.of(
                "ALTER TABLE product DISABLE TRIGGER audit_changed",
                "DROP TRIGGER audit_made ON invoice",
                "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_change")) {
            jdbc.execute(statement);
        }

        assertThat(findings())
                .hasSize(3)
                .allMatch(finding -> finding.contains("is not watched as it was"))
                .anyMatch(finding -> finding.contains("audit_entry"))
                .anyMatch(finding -> finding.contains("invoice"))
                .anyMatch(finding -> finding.contains("product"));
    }

    @Test
    void aWatchThatWasMadeToSayNothingIsFoundAtTheFirstRow() {
        jdbc.execute(
                "CREATE OR REPLACE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        price("P-4", 400);

        assertThat(findings())
                .containsExactly(
                        "Function tradewind.audit_note() is not what it was.",
                        "Row P-4 of product is not in the trail.");
    }
}
