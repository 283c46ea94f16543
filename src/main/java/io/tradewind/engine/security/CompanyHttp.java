package io.tradewind.engine.security;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.RequestEntity;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Asks the company's login and waits a few seconds for a whole answer, no longer: whoever knocks, logged in or not, holds
 * one of our threads meanwhile. Spring's own ways wait half a minute, or for ever. Where any of its addresses has not
 * answered it is left alone for a while, for everybody.
 */
final class CompanyHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** After it could not be reached; then somebody's click tries it again. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(15);

    private static final long LONGEST = 1 << 20;

    private static final String CONFIGURATION = "/.well-known/openid-configuration";

    private final SingletonSupplier<ClientHttpRequestFactory> client = SingletonSupplier.of(() -> {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                // or our secret would go wherever a redirect says
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(PATIENCE);
        return new InterceptingClientHttpRequestFactory(factory, List.of(this::asked));
    });

    /** Where nobody logs in like that, nothing is made for it. */
    private final ClientHttpRequestFactory requests =
            (address, method) -> client.obtain().createRequest(address, method);

    private volatile @Nullable Long failedAt;

    /** Whoever comes meanwhile is told at once, as often as they come, and nobody over there is asked as often. */
    boolean hasJustFailed() {
        Long failed = failedAt;
        return failed != null && System.nanoTime() - failed < LEFT_ALONE.toNanos();
    }

    void failed() {
        failedAt = System.nanoTime();
    }

    private ClientHttpResponse asked(HttpRequest request, byte[] body, ClientHttpRequestExecution next)
            throws IOException {
        if (hasJustFailed()) {
            throw new ConnectException("it has not answered just now and is left alone for a while");
        }
        try {
            return new Bounded(next.execute(request, body));
        } catch (IOException away) {
            failed();
            throw away;
        }
    }

    /** What the provider says of itself, at its own address and nobody else's. */
    Map<String, Object> configuration(String issuer) {
        String address = issuer.replaceFirst("/$", "") + CONFIGURATION;
        Map<String, Object> said = new RestTemplate(requests)
                .exchange(RequestEntity.get(address).build(), new ParameterizedTypeReference<Map<String, Object>>() {})
                .getBody();
        if (said == null || !issuer.equals(said.get("issuer"))) {
            throw new IllegalStateException("it says that it is '" + (said == null ? "" : said.get("issuer")) + "'");
        }
        return said;
    }

    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** With the provider's keys; what is checked of a token is what Spring's own checks ({@link OidcIdTokenDecoderFactory}). */
    JwtDecoder tokensOf(ClientRegistration company) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        company.getProviderDetails().getJwkSetUri())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(new RestTemplate(requests))
                .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new OidcIdTokenValidator(company)));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    OidcUserService people() {
        RestTemplate rest = new RestTemplate(requests);
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService users = new DefaultOAuth2UserService();
        users.setRestOperations(rest);
        OidcUserService people = new OidcUserService();
        people.setOauth2UserService(users);
        return people;
    }

    /** Reads no more than any provider has to say. */
    private final class Bounded implements ClientHttpResponse {

        private final ClientHttpResponse answer;

        private Bounded(ClientHttpResponse answer) {
            this.answer = answer;
        }

        @Override
        public InputStream getBody() throws IOException {
            return new FilterInputStream(answer.getBody()) {
                private long left = LONGEST;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    try {
                        int read = super.read(bytes, from, length);
                        left -= Math.max(read, 0);
                        if (left < 0) {
                            throw new IOException("it answers more than " + LONGEST + " bytes");
                        }
                        return read;
                    } catch (IOException brokenOff) {
                        failed();
                        throw brokenOff;
                    }
                }
            };
        }

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return answer.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return answer.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.getHeaders();
        }

        /** What is left is not read to its end. */
        @Override
        public void close() {
            try {
                answer.getBody().close();
            } catch (IOException gone) {
                answer.close();
            }
        }
    }
}
