package io.tradewind.engine.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * One login in front of everything. Open without it are the login page, static files, the pages behind mail links and
 * the health check.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    /** Scripts that post read this cookie and send it back as {@link #CSRF_HEADER}; Camunda's own pair is another. */
    static final String CSRF_COOKIE = "TW-CSRF";

    static final String CSRF_HEADER = "X-TW-CSRF";

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** Answers that are no pages: whatever is made of them in a browser may do nothing. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private static final Pattern PLUGIN_FILE = Pattern.compile("/camunda/api/[^/]+/plugin/[^/]+/static/.*");

    /** The login is where the request came in: not at the server that the request names. */
    private static final ObjectPostProcessor<LoginUrlAuthenticationEntryPoint> HERE = new ObjectPostProcessor<>() {
        @Override
        public <O extends LoginUrlAuthenticationEntryPoint> O postProcess(O login) {
            login.setFavorRelativeUris(true);
            return login;
        }
    };

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final ProblemResponses problems = new ProblemResponses();
    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final SessionLogin sessions;

    SecurityConfiguration(
            IdentityService identity, AuthorizationService authorizations, EngineLogin login, Clock clock) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.sessions = new SessionLogin(login, clock);
    }

    @Bean
    @Order(1)
    SecurityFilterChain staticFiles(HttpSecurity http) throws Exception {
        return http.securityMatcher(Paths.under("/css", "/js", "/images", "/webjars", "/favicon.ico"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** For programs: HTTP Basic or the browser's session; refusals are problem details. */
    @Bean
    @Order(2)
    SecurityFilterChain programs(HttpSecurity http, @Value("${tradewind.metrics-open}") boolean metricsOpen)
            throws Exception {
        http.securityMatcher(Paths.under("/api", "/engine-rest", "/actuator"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(Paths.under("/actuator/health"))
                        .permitAll()
                        .requestMatchers(Paths.under("/actuator/prometheus"))
                        .access((person, request) -> new AuthorizationDecision(metricsOpen || mayWatch(person.get())))
                        .requestMatchers(Paths.under("/actuator"))
                        .access((person, request) -> new AuthorizationDecision(mayWatch(person.get())))
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(problems)
                        // a program sends its password each time; a session would only lie about for eight hours
                        .securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .exceptionHandling(
                        refusal -> refusal.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                // no session policy here: any makes Spring keep each login in a session (SessionManagementFilter)
                .requestCache(cache -> cache.disable())
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens())
                        .csrfTokenRequestHandler(new CsrfTokens())
                        .ignoringRequestMatchers(SecurityConfiguration::isProgramWithPassword))
                .addFilterAfter(new PersonFilter(identity, sessions, contexts), AuthorizationFilter.class)
                .addFilterAfter(new EngineDoors(authorizations), PersonFilter.class)
                .addFilterAfter(new CleanBody(), EngineDoors.class);
        return http.build();
    }

    /** Camunda's web applications bring their own headers and their own protection against forged requests. */
    @Bean
    @Order(3)
    SecurityFilterChain camundaWebapps(
            HttpSecurity http, @Value("${camunda.bpm.generic-properties.properties.query-max-results-limit}") int most)
            throws Exception {
        http.securityMatcher(Paths.under("/camunda"))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(refusal -> refusal.defaultAuthenticationEntryPointFor(
                                problems, Paths.under("/camunda/api"))
                        .defaultAuthenticationEntryPointFor(
                                HERE.postProcess(new LoginUrlAuthenticationEntryPoint("/login")), request -> true)
                        .defaultAccessDeniedHandlerFor(problems, Paths.under("/camunda/api")))
                .requestCache(cache -> cache.requestCache(pagesToComeBackTo()))
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                SecurityConfiguration::isOfPeople, new CacheControlHeadersWriter()))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable))
                .addFilterBefore(new ClosedDoors(), AuthorizationFilter.class)
                .addFilterAfter(new OwnNonce(), AuthorizationFilter.class)
                .addFilterAfter(new PersonFilter(identity, sessions, contexts), AuthorizationFilter.class)
                .addFilterAfter(new WebappTokens(), PersonFilter.class)
                .addFilterAfter(new EngineDoors(authorizations), WebappTokens.class)
                .addFilterAfter(new CleanBody(), EngineDoors.class)
                .addFilterAfter(new BoundedLists(most), CleanBody.class);
        return http.build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pages(HttpSecurity http, CompanyLogin company, CompanyPeople people) throws Exception {
        if (company.isOn()) {
            http.oauth2Login(login -> login.withObjectPostProcessor(HERE)
                    .clientRegistrationRepository(company)
                    .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                    .loginPage("/login")
                    .failureHandler(new CompanyRefusals())
                    .defaultSuccessUrl("/")
                    .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(withProofKey(company)))
                    .tokenEndpoint(endpoint ->
                            endpoint.accessTokenResponseClient(company.http().tokens()))
                    .userInfoEndpoint(endpoint -> endpoint.oidcUserService(people)));
        }
        if (company.passwordsOnPages()) {
            http.formLogin(form ->
                    form.withObjectPostProcessor(HERE).loginPage("/login").defaultSuccessUrl("/"));
        }
        http.sessionManagement(
                session -> session.sessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(
                        List.of(new ChangeSessionIdAuthenticationStrategy(), sessions))));
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(Paths.under("/login", "/oauth2", "/survey", "/decide", "/confirm", "/error"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .logout(logout -> logout.logoutSuccessUrl("/login?logout").deleteCookies("JSESSIONID"))
                .exceptionHandling(refusal -> refusal.accessDeniedHandler(new PageRefusals()))
                .requestCache(cache -> cache.requestCache(pagesToComeBackTo()))
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens())
                        .csrfTokenRequestHandler(new CsrfTokens())
                        // behind a mail link the secret is in the address itself, and cookies may be switched off
                        .ignoringRequestMatchers(Paths.under("/survey", "/decide", "/confirm")))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterAfter(new PersonFilter(identity, sessions, contexts), AuthorizationFilter.class);
        return http.build();
    }

    /** One for each answer of the provider, with the keys it has fetched. */
    @Bean
    static JwtDecoderFactory<ClientRegistration> tokensOfTheCompany(CompanyLogin company) {
        Map<ClientRegistration, JwtDecoder> known = new ConcurrentHashMap<>();
        return registration -> known.computeIfAbsent(registration, company.http()::tokensOf);
    }

    private static OAuth2AuthorizationRequestResolver withProofKey(CompanyLogin company) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                company, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return new WhereItIs(company, resolver);
    }

    /** While the company's login does not answer, or under another name, there is nothing at its address. */
    private record WhereItIs(CompanyLogin company, OAuth2AuthorizationRequestResolver resolver)
            implements OAuth2AuthorizationRequestResolver {

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            String begin = OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/";
            String path = Paths.of(request);
            return !path.startsWith(begin) || path.equals(begin + CompanyLogin.ID) && company.isThere()
                    ? resolver.resolve(request)
                    : null;
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
            return resolver.resolve(request, registrationId);
        }
    }

    @Bean
    static FilterRegistrationBean<WellFormedAddresses> wellFormedAddresses(RequestRejectedHandler malformedRequests) {
        FilterRegistrationBean<WellFormedAddresses> filter =
                new FilterRegistrationBean<>(new WellFormedAddresses(malformedRequests));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 3);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 2);
        return filter;
    }

    /** Before the login, which reads parameters too. */
    @Bean
    static FilterRegistrationBean<CleanParameters> cleanParameters() {
        FilterRegistrationBean<CleanParameters> filter = new FilterRegistrationBean<>(new CleanParameters());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    /** Written at once: the error page would be refused for the same address, and its sentence tells of the inside. */
    @Bean
    static RequestRejectedHandler malformedRequests() {
        return (request, response, why) -> {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType("text/plain;charset=UTF-8");
            response.setHeader("Content-Security-Policy", NOTHING);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getWriter().write("This address is not well formed.");
        };
    }

    /** The files of the web applications' own parts come by the same door. */
    private static boolean isOfPeople(HttpServletRequest request) {
        return Paths.under("/camunda/api").matches(request)
                && !PLUGIN_FILE.matcher(Paths.of(request)).matches();
    }

    private static CookieCsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(CSRF_COOKIE);
        tokens.setHeaderName(CSRF_HEADER);
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    /**
     * A program sends its password with every request on purpose. A browser may send a remembered one without its user
     * knowing; it also says where the request comes from, and then the token is asked for.
     */
    private static boolean isProgramWithPassword(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith("basic ")
                && request.getHeader("Sec-Fetch-Site") == null;
    }

    /** After the login one comes back to the page one wanted, not to a background request of it. */
    private static RequestCache pagesToComeBackTo() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(request -> {
            String accept = request.getHeader("Accept");
            return request.getMethod().equals(HttpMethod.GET.name())
                    && accept != null
                    && accept.contains("text/html")
                    && request.getHeader("X-Requested-With") == null;
        });
        return cache;
    }

    private static boolean mayWatch(Authentication person) {
        return person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(Set.of("camunda-admin", "monitoring")::contains);
    }
}
