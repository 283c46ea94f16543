package io.tradewind.contract;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcContractDocuments implements ContractDocuments {

    private static final int LONGEST_NAME = 200;

    private static final String WRITTEN =
            """
            SELECT contract_number, revision, contract_number || '-' || revision || '.pdf' AS file_name, pdf, pdf_sha256
              FROM contract_document
             WHERE contract_number = :number AND revision = :revision
            """;

    private static final String LATEST =
            """
            SELECT revision, text_sha256
              FROM contract_document
             WHERE contract_number = :number
             ORDER BY revision DESC
             LIMIT 1
            """;

    private static final String WRITE =
            """
            INSERT INTO contract_document (contract_number, revision, text, text_sha256, pdf, pdf_sha256, written_at)
            VALUES (:number, :revision, :text, :textSha256, :pdf, :pdfSha256, :at)
            """;

    private static final String COPY =
            """
            SELECT contract_number, revision, file_name, pdf, pdf_sha256
              FROM contract_signed_copy
             WHERE contract_number = :number AND revision = :revision
             ORDER BY id DESC
             LIMIT 1
            """;

    private static final String INSERT_COPY =
            """
            INSERT INTO contract_signed_copy (contract_number, revision, pdf, pdf_sha256, file_name, uploaded_by, uploaded_at)
            VALUES (:number, :revision, :pdf, :sha256, :fileName, :by, :at)
            """;

    /** Nobody signs, settles or voids it meanwhile. */
    private static final String LOCK =
            """
            SELECT coalesce(state = 'ready' AND approved_revision = revision, false) AS open, revision
              FROM contract
             WHERE number = :number
               FOR UPDATE
            """;

    private final JdbcClient jdbc;
    private final JdbcContractRegister register;
    private final Acting acting;
    private final Clock clock;

    JdbcContractDocuments(JdbcClient jdbc, JdbcContractRegister register, Acting acting, Clock clock) {
        this.jdbc = jdbc;
        this.register = register;
        this.acting = acting;
        this.clock = clock;
    }

    /** The last wording of a contract that was printed. */
    record Latest(int revision, String textSha256) {}

    Optional<Latest> latest(String number) {
        return jdbc.sql(LATEST).param("number", number).query(Latest.class).optional();
    }

    void write(String number, int revision, String text, byte[] pdf, Instant at) {
        jdbc.sql(WRITE)
                .param("number", number)
                .param("revision", revision)
                .param("text", text)
                .param("textSha256", Sha256.of(text))
                .param("pdf", pdf)
                .param("pdfSha256", Sha256.of(pdf))
                .param("at", Timestamp.from(at))
                .update();
    }

    @Override
    public Optional<Document> written(String number, int revision) {
        return jdbc.sql(WRITTEN)
                .param("number", number)
                .param("revision", revision)
                .query(JdbcContractDocuments::document)
                .optional();
    }

    @Override
    public Optional<Document> signedCopy(String number, int revision) {
        return jdbc.sql(COPY)
                .param("number", number)
                .param("revision", revision)
                .query(JdbcContractDocuments::document)
                .optional();
    }

    Document attachSignedCopy(String number, String fileName, byte[] pdf) {
        Approved contract = jdbc.sql(LOCK)
                .param("number", number)
                .query(Approved.class)
                .optional()
                .orElseThrow(() -> new Refused("contractNumber", "There is no contract " + number + "."));
        Document written = written(number, contract.revision())
                .filter(document -> contract.open())
                .orElseThrow(() -> new Refused(
                        "signedCopy", "Contract " + number + " is not waiting for a signature: nothing was kept."));
        UploadedPdf.check(pdf);
        String sha256 = Sha256.of(pdf);
        if (sha256.equals(written.sha256())) {
            throw new Refused(
                    "signedCopy", "This is the PDF as it was approved; nobody has signed it. Upload the signed one.");
        }
        if (signedCopy(number, contract.revision())
                .filter(copy -> copy.sha256().equals(sha256))
                .isEmpty()) {
            jdbc.sql(INSERT_COPY)
                    .param("number", number)
                    .param("revision", contract.revision())
                    .param("pdf", pdf)
                    .param("sha256", sha256)
                    .param("fileName", name(fileName))
                    .param("by", acting.user().orElse("system"))
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
            register.append(
                    number,
                    contract.revision(),
                    "signed-copy",
                    sha256,
                    acting.user().orElse("system"));
        }
        return signedCopy(number, contract.revision()).orElseThrow();
    }

    /** Without a path, and short enough to show. */
    private static String name(String given) {
        String name = PlainText.of(given)
                .replaceAll("[\\n\\t]", " ")
                .replaceAll(".*[/\\\\]", "")
                .strip();
        String kept = name.isEmpty() ? "signed.pdf" : name;
        return kept.length() > LONGEST_NAME ? kept.substring(kept.length() - LONGEST_NAME) : kept;
    }

    private static Document document(ResultSet row, int index) throws SQLException {
        return new Document(
                row.getString("contract_number"),
                row.getInt("revision"),
                row.getString("file_name"),
                row.getBytes("pdf"),
                row.getString("pdf_sha256"));
    }

    private record Approved(boolean open, int revision) {}
}
