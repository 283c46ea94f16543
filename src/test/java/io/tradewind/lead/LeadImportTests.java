package io.tradewind.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.TradewindTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class LeadImportTests {

    private static final String MARKETING = "marketing";

    @Autowired
    private ImportJobs imports;

    @Autowired
    private Leads leads;

    @Autowired
    private RuntimeService runtime;

    private final String file = UUID.randomUUID().toString();

    @Test
    void everyRowBecomesALeadOnItsWay() throws IOException {
        ImportJob job = taken(
                """
                Company Name,Contact,E-Mail,Phone,Lead Source,Product,Amount,Currency,Created,Id
                Aa%1$s,Jo,jo@a.example,+1 555 01000,Web Site,GTX Basic,"1,200.50",EUR,10/20/2026,%1$s-1
                Bb%1$s,,,,,,,,,%1$s-2
                """
                        .formatted(file),
                null);

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.done()).isEqualTo(2);
        Lead lead = leads.byExternalId(file + "-1").orElseThrow();
        assertThat(lead.companyName()).isEqualTo("Aa" + file);
        assertThat(lead.source()).isEqualTo("web-site");
        assertThat(lead.product()).isEqualTo("gtx-basic");
        assertThat(lead.expectedValue()).isEqualByComparingTo(new BigDecimal("1200.50"));
        assertThat(lead.currency()).isEqualTo("EUR");
        assertThat(lead.receivedOn()).isEqualTo(LocalDate.of(2026, 10, 20));
        assertThat(lead.createdBy()).isEqualTo(MARKETING);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(lead.processInstanceId())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void flawedRowsComeBackWithReasonsAndTheOthersAreTaken() throws IOException {
        ImportJob job = taken(
                """
                companyName,email,region,product,expectedValue,receivedOn,externalId
                Cc%1$s,,,,,,%1$s-1
                ,x@y.example,,,,,%1$s-2
                Dd,nobody,,,,,%1$s-3
                Ee,,Atlantis,,,,%1$s-4
                Ff,,,Perpetuum mobile,,,%1$s-5
                Gg,,,,-5,,%1$s-6
                Hh,,,,,2199-01-01,%1$s-7
                Ii%1$s,,,,,,%1$s-8
                """
                        .formatted(file),
                null);

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.done()).isEqualTo(2);
        assertThat(job.rejected()).isEqualTo(6);
        assertThat(leads.byExternalId(file + "-8")).isPresent();
        assertThat(leads.byExternalId(file + "-6")).isEmpty();
        List<String> rejected = rejected(job);
        assertThat(rejected).hasSize(7);
        assertThat(rejected.get(1)).contains("companyName");
        assertThat(rejected.get(2)).contains("nobody");
        assertThat(rejected.get(3)).contains("There is no region 'Atlantis'");
        assertThat(rejected.get(4)).contains("There is no product 'Perpetuum mobile'");
        assertThat(rejected.get(5)).contains("cannot be negative");
        assertThat(rejected.get(6)).contains("in the future");
    }

    @Test
    void theSameFileAgainBringsNothingNew() throws IOException {
        String rows = "companyName,externalId\nKk%1$s,%1$s-1\nLl%1$s,%1$s-2\n".formatted(file);
        taken(rows, null);
        String number = leads.byExternalId(file + "-1").orElseThrow().number();

        ImportJob again = taken(rows, null);

        assertThat(again.state()).isEqualTo("done");
        assertThat(again.alreadyKnown()).isEqualTo(2);
        assertThat(again.rejected()).isZero();
        assertThat(leads.byExternalId(file + "-1").orElseThrow().number()).isEqualTo(number);
    }

    @Test
    void theSameLeadTwiceInOneFileIsOne() throws IOException {
        ImportJob job = taken("companyName,externalId\nMm%1$s,%1$s-1\nMm%1$s,%1$s-1\n".formatted(file), null);

        assertThat(job.alreadyKnown()).isEqualTo(1);
        assertThat(job.done()).isEqualTo(2);
    }

    @Test
    void aMappingNamesTheirColumns() throws IOException {
        ImportJob job = imported(
                "Firma;Umsatz;Nr\nMüller %1$s;1.234,50;%1$s-1\n"
                        .formatted(file)
                        .getBytes(Charset.forName("windows-1252")),
                "{\"companyName\": \"Firma\", \"expectedValue\": \"Umsatz\", \"externalId\": \"Nr\"}");

        assertThat(job.done()).isEqualTo(1);
        assertThat(leads.byExternalId(file + "-1").orElseThrow().companyName()).isEqualTo("Müller " + file);
        assertThat(leads.byExternalId(file + "-1").orElseThrow().expectedValue())
                .isEqualByComparingTo(new BigDecimal("1234.50"));
    }

    @Test
    void aFileWithoutRowsIsDoneAtOnce() throws IOException {
        ImportJob job = taken("companyName,externalId\n", null);

        assertThat(job.state()).isEqualTo("done");
        assertThat(job.total()).isZero();
        assertThat(job.done()).isZero();
    }

    @Test
    void aFileWithoutCompaniesIsRefusedAsAWhole() {
        assertThatThrownBy(() -> taken("name of pet,colour\nRex,brown\n", null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("companyName");
    }

    private ImportJob taken(String text, @Nullable String mapping) throws IOException {
        return imported(text.getBytes(StandardCharsets.UTF_8), mapping);
    }

    private ImportJob imported(byte[] bytes, @Nullable String mapping) throws IOException {
        UUID id = imports.accept("leads", "leads.csv", new ByteArrayInputStream(bytes), mapping, MARKETING);
        imports.runWaiting();
        return imports.find(id, MARKETING).orElseThrow();
    }

    private List<String> rejected(ImportJob job) throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        imports.writeRejected(job.id(), csv);
        return csv.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
