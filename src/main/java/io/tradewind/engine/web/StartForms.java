package io.tradewind.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.engine.StartFormChoices;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Puts the choices of {@link StartFormChoices} into start forms on their way to whoever opens them. */
@Configuration(proxyBeanMethods = false)
class StartForms {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** After the login. */
    @Bean
    static FilterRegistrationBean<OncePerRequestFilter> startFormChoicesFilter(
            ObjectProvider<StartFormChoices> choices) {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new Filter(choices));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        return filter;
    }

    private static final class Filter extends OncePerRequestFilter {

        private final ObjectProvider<StartFormChoices> choices;

        Filter(ObjectProvider<StartFormChoices> choices) {
            this.choices = choices;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !Set.of("GET", "HEAD").contains(request.getMethod())
                    || !request.getRequestURI().endsWith("/deployed-start-form");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
            chain.doFilter(new WithBody(request), answer);
            byte[] form = answer.getContentAsByteArray();
            if (answer.getStatus() == HttpServletResponse.SC_OK && form.length > 0 && form[0] == '{') {
                JsonNode tree = JSON.readTree(form);
                Map<String, StartFormChoices> known = new TreeMap<>();
                choices.forEach(one -> known.put(one.name(), one));
                fill(tree.path("components"), known);
                answer.resetBuffer();
                answer.getOutputStream().write(JSON.writeValueAsBytes(tree));
            }
            answer.copyBodyToResponse();
        }

        private static void fill(JsonNode components, Map<String, StartFormChoices> known) {
            for (JsonNode component : components) {
                StartFormChoices named =
                        known.get(component.path("properties").path("choices").asText(""));
                if (named != null && component instanceof ObjectNode select) {
                    select.remove("valuesExpression");
                    ArrayNode values = select.putArray("values");
                    named.choices()
                            .forEach((value, label) ->
                                    values.addObject().put("label", label).put("value", value));
                }
                fill(component.path("components"), known);
            }
        }
    }

    /** Who asks for the head alone is told of the whole answer, which the server then leaves out. */
    private static final class WithBody extends HttpServletRequestWrapper {

        WithBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }
}
