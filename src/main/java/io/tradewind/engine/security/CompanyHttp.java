package io.tradewind.engine.security;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.RequestEntity;
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
 * one of our threads meanwhile. Spring's own ways wait half a minute, or for ever.
 */
final class CompanyHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final long LONGEST = 1 << 20;

    private static final String CONFIGURATION = "/.well-known/openid-configuration";

    private final SingletonSupplier<ClientHttpRequestFactory> client = SingletonSupplier.of(() -> {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                // or our secret would go wherever a redirect says
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(PATIENCE);
        return new InterceptingClientHttpRequestFactory(
                factory, List.of((request, body, next) -> new Bounded(next.execute(request, body))));
    });

    /** Where nobody logs in like that, nothing is made for it. */
    private final ClientHttpRequestFactory requests =
            (address, method) -> client.obtain().createRequest(address, method);

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
    private record Bounded(ClientHttpResponse answer) implements ClientHttpResponse {

        @Override
        public InputStream getBody() throws IOException {
            return new FilterInputStream(answer.getBody()) {
                private long left = LONGEST;

                @Override
                public int read() throws IOException {
                    return counted(super.read(), 1);
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int read = super.read(bytes, from, length);
                    return counted(read, read);
                }

                private int counted(int read, int bytes) throws IOException {
                    left -= read < 0 ? 0 : bytes;
                    if (left < 0) {
                        throw new IOException("it answers more than " + LONGEST + " bytes");
                    }
                    return read;
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
