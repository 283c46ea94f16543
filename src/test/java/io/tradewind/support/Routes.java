package io.tradewind.support;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.webapp.plugin.spi.AppPlugin;
import org.camunda.bpm.welcome.Welcome;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every address that anything in this application answers, found out from what answers, as {@code METHOD /path}. */
@TestComponent
public class Routes {

    private final ApplicationContext context;
    private final ServletContext servlets;

    Routes(ApplicationContext context, ServletContext servlets) {
        this.context = context;
        this.servlets = servlets;
    }

    /** Our own pages and interfaces, the actuator and the error page. */
    public Set<String> ofSpring() {
        Set<String> routes = new TreeSet<>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(info -> info.getPatternValues().forEach(path -> {
                    var methods = info.getMethodsCondition().getMethods();
                    if (methods.isEmpty()) {
                        routes.add("GET " + path);
                    }
                    methods.forEach(method -> routes.add(method + " " + path));
                }));
        return routes;
    }

    /** Addresses of files and whatever else has no method of its own. */
    public Set<String> ofFiles() {
        Set<String> routes = new TreeSet<>();
        context.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMap().keySet().stream())
                .forEach(routes::add);
        return routes;
    }

    /** What is mapped beside Spring's own servlet. */
    public Map<String, Collection<String>> ofServlets() {
        Map<String, Collection<String>> mappings = new LinkedHashMap<>();
        for (ServletRegistration servlet : servlets.getServletRegistrations().values()) {
            mappings.put(servlet.getName(), new TreeSet<>(servlet.getMappings()));
        }
        return mappings;
    }

    /** The engine's REST interface, seen from its root. */
    public Set<String> ofEngine() {
        Set<String> routes = new TreeSet<>();
        Set<Class<?>> roots = new HashSet<>(CamundaRestResources.getResourceClasses());
        roots.addAll(context.getBean(org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig.class)
                .getClasses());
        roots.forEach(root -> collect(root, "", routes));
        return routes;
    }

    /** The web applications' interfaces, with those of their plugins. */
    public Set<String> ofWebapps() {
        Set<String> routes = new TreeSet<>();
        webapp("/camunda/api/engine", new EngineRestApplication(), Stream.empty(), routes);
        webapp("/camunda/api/cockpit", new CockpitApplication(), plugins(Cockpit.getRuntimeDelegate()), routes);
        webapp("/camunda/api/admin", new AdminApplication(), plugins(Admin.getRuntimeDelegate()), routes);
        webapp("/camunda/api/tasklist", new TasklistApplication(), plugins(Tasklist.getRuntimeDelegate()), routes);
        webapp("/camunda/api/welcome", new WelcomeApplication(), plugins(Welcome.getRuntimeDelegate()), routes);
        return routes;
    }

    private static Stream<? extends AppPlugin> plugins(
            org.camunda.bpm.webapp.AppRuntimeDelegate<? extends AppPlugin> application) {
        return application.getAppPluginRegistry().getPlugins().stream();
    }

    private static void webapp(
            String root, Application application, Stream<? extends AppPlugin> plugins, Set<String> routes) {
        Set<Class<?>> classes = new HashSet<>(application.getClasses());
        plugins.forEach(plugin -> classes.addAll(plugin.getResourceClasses()));
        classes.forEach(resource -> collect(resource, root, routes));
    }

    private static void collect(Class<?> root, String prefix, Set<String> routes) {
        Path path = annotation(root, Path.class);
        if (path == null) {
            return;
        }
        record Place(Class<?> resource, String path, Set<Class<?>> behind) {}
        Deque<Place> open = new ArrayDeque<>();
        open.add(new Place(root, join(prefix, path.value()), Set.of(root)));
        while (!open.isEmpty()) {
            Place place = open.remove();
            for (Method method : place.resource().getMethods()) {
                Path below = annotation(method, Path.class);
                String address = below == null ? place.path() : join(place.path(), below.value());
                String verb = verb(method);
                if (verb != null) {
                    routes.add(verb + " " + (address.isEmpty() ? "/" : address));
                } else if (below != null && !place.behind().contains(method.getReturnType())) {
                    Set<Class<?>> behind = new HashSet<>(place.behind());
                    behind.add(method.getReturnType());
                    open.add(new Place(method.getReturnType(), address, behind));
                }
            }
        }
    }

    private static String join(String prefix, String path) {
        String clean = path.replaceAll("^/+|/+$", "");
        return clean.isEmpty() ? prefix : prefix + "/" + clean;
    }

    private static @Nullable String verb(Method method) {
        for (Method declared : declarations(method)) {
            for (Annotation annotation : declared.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    return verb.value();
                }
            }
        }
        return null;
    }

    private static <A extends Annotation> @Nullable A annotation(Method method, Class<A> type) {
        for (Method declared : declarations(method)) {
            A found = declared.getAnnotation(type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static <A extends Annotation> @Nullable A annotation(Class<?> resource, Class<A> type) {
        A found = resource.getAnnotation(type);
        for (Class<?> parent : found == null ? parents(resource) : Set.<Class<?>>of()) {
            found = found == null ? parent.getAnnotation(type) : found;
        }
        return found;
    }

    /** The method and those it implements, where JAX-RS looks for its annotations. */
    private static Set<Method> declarations(Method method) {
        Set<Method> all = new java.util.LinkedHashSet<>(Set.of(method));
        for (Class<?> parent : parents(method.getDeclaringClass())) {
            try {
                all.add(parent.getMethod(method.getName(), method.getParameterTypes()));
            } catch (NoSuchMethodException e) {
                // not declared there
            }
        }
        return all;
    }

    private static Set<Class<?>> parents(Class<?> type) {
        Set<Class<?>> all = new java.util.LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(Set.of(type));
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            Stream.concat(Stream.ofNullable(next.getSuperclass()), Stream.of(next.getInterfaces()))
                    .filter(all::add)
                    .forEach(open::add);
        }
        return all;
    }
}
