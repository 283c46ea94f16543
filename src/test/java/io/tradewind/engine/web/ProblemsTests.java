package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

@TradewindTest
class ProblemsTests {

    @Autowired
    private Web web;

    @LocalServerPort
    private int port;

    @Test
    void aRefusalNamesTheField() {
        HttpResponse<String> answer = web.program("support").post("/api/leads", "{\"companyName\":\"\"}");

        assertProblem(answer, 422);
        assertThat(answer.body()).contains("\"field\":\"companyName\"");
    }

    @Test
    void bodiesThatCannotBeReadAreTheClientsFault() {
        assertProblem(web.program("support").post("/api/leads", "{\"companyName\":"), 400);
        assertProblem(web.program("support").post("/api/leads", ""), 400);
        assertProblem(web.program("support").send("POST", "/api/leads", "text/plain", "Acme"), 415);
        assertProblem(web.program("support").send("DELETE", "/api/leads", null, null), 405);
    }

    @Test
    void whatNoDatabaseCanKeepIsRefusedAtEveryDoor() {
        HttpResponse<String> json = web.program("support").post("/api/leads", "{\"companyName\": \"A\\u0000B\"}");
        assertProblem(json, 422);
        assertThat(json.body()).contains("\"field\":\"companyName\"");
        assertProblem(web.program("support").post("/api/leads", "{\"note\": \"half \\ud800 character\"}"), 422);
        assertProblem(web.program("admin").post("/engine-rest/task", "{\"nameLike\": \"\\u0000\"}"), 422);
        assertProblem(web.program("admin").get("/engine-rest/task?nameLike=%00"), 422);
        assertProblem(web.program("support").get("/api/leads/L-1?x=a%00"), 422);
        assertProblem(web.browser().submit("/login", Map.of("username", "a\0", "password", "demo")), 422);
        assertThat(web.browser("support")
                        .get("/contracts?q=%00", "Accept", "text/html")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aFileWithANameThatCannotBeKeptIsRefused() {
        HttpResponse<String> encoded = upload("filename=\"a.csv\"; filename*=UTF-8''a%00.csv");
        assertProblem(encoded, 400);

        assertThat(upload("filename=\"a\0.csv\"").statusCode()).isBetween(400, 499);
    }

    private HttpResponse<String> upload(String fileName) {
        return web.program("support")
                .send(
                        "POST",
                        "/api/deals/import",
                        "multipart/form-data; boundary=cut",
                        "--cut\r\nContent-Disposition: form-data; name=\"file\"; " + fileName
                                + "\r\nContent-Type: text/csv\r\n\r\na,b\r\n--cut--\r\n");
    }

    @Test
    void aFullDiskAndALostDatabaseAreToldApartFromMistakes() {
        Problems problems = new Problems();
        assertThat(status(problems, new MultipartException("no", new IOException("/tmp/x (No space left on device)"))))
                .isEqualTo(507);
        assertThat(status(
                        problems,
                        new ProcessEngineException(
                                "engine", new SQLException("could not extend file: No space left", "53100"))))
                .isEqualTo(503);
        assertThat(status(
                        problems,
                        new CannotCreateTransactionException(
                                "none", new SQLTransientConnectionException("not available, request timed out"))))
                .isEqualTo(503);
        assertThat(status(problems, new IllegalStateException(new SQLException("wrong", "42601"))))
                .isEqualTo(500);
    }

    /** Prometheus that waited too long, a person who closed the browser during a download. */
    @Test
    void whoHasGoneIsToldNothing() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/receivables.csv");
        MockHttpServletResponse response = new MockHttpServletResponse();
        Exception gone = new UncheckedIOException(
                new AsyncRequestNotUsableException("ServletOutputStream failed to write: Broken pipe"));

        Object answer = new Problems().answer(gone, request, response, new ServletWebRequest(request));

        assertThat(answer).isInstanceOfSatisfying(ModelAndView.class, nothing -> assertThat(nothing.isEmpty())
                .isTrue());
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void whoGoesAwayWhileSendingIsToldNothingEither() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/leads/import");
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.flushBuffer();
        Exception cut = new MultipartException("cannot be read", new IOException("Connection reset"));

        assertThat(new Problems().answer(cut, request, response, new ServletWebRequest(request)))
                .isInstanceOfSatisfying(ModelAndView.class, nothing -> assertThat(nothing.isEmpty())
                        .isTrue());
    }

    @Test
    void halfAnAnswerIsCutOffAndNotEndedByAnother() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/receivables.csv");
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setContentType("text/csv");
        response.getWriter().write("customer,rep\n");
        Exception failed = new IllegalStateException("no more rows");

        assertThat(new Problems().answer(failed, request, response, new ServletWebRequest(request)))
                .isInstanceOfSatisfying(ResponseEntity.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR));
        assertThat(response.getContentAsString())
                .as("what was not sent yet is taken back")
                .isEmpty();
        assertThat(response.getContentType()).isNull();

        response.flushBuffer();
        assertThatThrownBy(() -> new Problems().answer(failed, request, response, new ServletWebRequest(request)))
                .isSameAs(failed);
    }

    private static int status(Problems problems, Exception thrown) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/leads");
        try {
            return ((ResponseEntity<?>) problems.answer(
                            thrown, request, new MockHttpServletResponse(), new ServletWebRequest(request)))
                    .getStatusCode()
                    .value();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsNotThereIsAProblemForAProgramAndAPageForAPerson() {
        assertProblem(web.program("support").get("/api/nothing-here"), 404);

        HttpResponse<String> page = web.browser("support").get("/nothing-here", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here", "Back to the home page");
    }

    @Test
    void theAddressOfErrorsIsOneWhereNothingIs() {
        HttpResponse<String> answer = web.nobody().get("/error");
        assertProblem(answer, 404);
        assertThat(answer.body()).contains(Problems.NOT_THERE).doesNotContain("timestamp");

        HttpResponse<String> page = web.nobody().get("/error", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
    }

    @Test
    void aPageRefusesAProgramInAProblemDetail() {
        HttpResponse<String> audit = web.browser("admin").get("/audit", "Accept", "*/*");
        assertProblem(audit, 403);
        assertThat(audit.body()).contains("The audit trail is for auditors.").doesNotContain("timestamp");

        HttpResponse<String> logout = web.browser("admin").submit("/logout", Map.of(), "Accept", "*/*");
        assertProblem(logout, 403);
        assertThat(logout.body()).contains("_csrf").doesNotContain("timestamp");
    }

    @Test
    void whatTheServerItselfRefusesIsSaidAsItIs() throws IOException {
        String old = raw("GET /login HTTP/9.9\r\nHost: localhost\r\n\r\n");
        assertThat(old).startsWith("HTTP/1.1 505").endsWith(PlainErrors.OTHER_HTTP);
        String large = raw("GET /login HTTP/1.1\r\nHost: localhost\r\nCookie: a=" + "b".repeat(20_000) + "\r\n\r\n");
        assertThat(large).startsWith("HTTP/1.1 431").endsWith(PlainErrors.HEADERS_TOO_LARGE);
        String odd = raw("GET /login HTTP/1.1\r\nHost: localhost\r\nA B: c\r\n\r\n");
        assertThat(odd).startsWith("HTTP/1.1 400").endsWith(PlainErrors.HEADER_UNREADABLE);
        String address = raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(address).startsWith("HTTP/1.1 400").endsWith(PlainErrors.UNREADABLE);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((request).getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            try {
                for (int one = socket.getInputStream().read();
                        one >= 0;
                        one = socket.getInputStream().read()) {
                    answer.append((char) one);
                }
            } catch (SocketException reset) {
                // a server that has not read all closes like this
            }
            return answer.toString().replaceFirst("(?s)\r\n0?\r\n$", "").strip();
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"status\":" + status);
    }
}
