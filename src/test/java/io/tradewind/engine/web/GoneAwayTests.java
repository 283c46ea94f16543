package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class GoneAwayTests {

    @Test
    void whatNobodyReadsAnyMoreIsNoFailure() {
        assertThatCode(() -> answer(new ClientAbortException("Broken pipe"))).doesNotThrowAnyException();
    }

    @Test
    void whateverElseFailsIsAFailure() {
        assertThatThrownBy(() -> answer(new IOException("No space left on device")))
                .hasMessage("No space left on device");
    }

    @Test
    void whoReadsGetsItAll() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new GoneAway().doFilter(new MockHttpServletRequest(), response, WRITING);
        assertThat(response.getContentAsByteArray()).containsExactly(1, 2, 3);
    }

    private static final FilterChain WRITING = (request, response) -> {
        OutputStream out = response.getOutputStream();
        out.write(1);
        out.write(new byte[] {2, 3});
        out.flush();
        response.flushBuffer();
        out.close();
    };

    private static void answer(IOException thrown) throws Exception {
        AtomicInteger tried = new AtomicInteger();
        new GoneAway().doFilter(new MockHttpServletRequest(), failing(thrown, tried), WRITING);
        assertThat(tried).as("each way to write").hasValue(5);
    }

    private static HttpServletResponse failing(IOException thrown, AtomicInteger tried) {
        return new HttpServletResponseWrapper(new MockHttpServletResponse()) {
            @Override
            public ServletOutputStream getOutputStream() {
                return new ServletOutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        fail();
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        fail();
                    }

                    @Override
                    public void flush() throws IOException {
                        fail();
                    }

                    @Override
                    public void close() throws IOException {
                        fail();
                    }

                    @Override
                    public boolean isReady() {
                        return true;
                    }

                    @Override
                    public void setWriteListener(WriteListener listener) {}
                };
            }

            @Override
            public void flushBuffer() throws IOException {
                fail();
            }

            private void fail() throws IOException {
                tried.incrementAndGet();
                throw thrown;
            }
        };
    }
}
