package io.tradewind.operations.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** What is logged during a request says whose it was, by user id and nothing more. */
@Configuration(proxyBeanMethods = false)
class PersonInLogs {

    static final String USER = "user";

    /** After the login. */
    @Bean
    static FilterRegistrationBean<OncePerRequestFilter> personInLogsFilter() {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new Filter());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    private static final class Filter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Authentication person = SecurityContextHolder.getContext().getAuthentication();
            if (person == null || person instanceof AnonymousAuthenticationToken) {
                chain.doFilter(request, response);
                return;
            }
            MDC.put(USER, person.getName());
            try {
                chain.doFilter(request, response);
            } finally {
                MDC.remove(USER);
            }
        }
    }
}
