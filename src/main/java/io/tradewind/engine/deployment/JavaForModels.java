package io.tradewind.engine.deployment;

import io.tradewind.engine.examination.JavaSide;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/** The running application's beans and groups, as models may name them. */
@Component
class JavaForModels {

    private final IdentityService identity;
    private final SingletonSupplier<JavaSide> beans;

    JavaForModels(ConfigurableListableBeanFactory beans, IdentityService identity) {
        this.identity = identity;
        this.beans = SingletonSupplier.of(() -> read(beans));
    }

    /** The beans never change while the application runs, the groups may. */
    JavaSide now() {
        Set<String> groups =
                identity.createGroupQuery().list().stream().map(Group::getId).collect(Collectors.toUnmodifiableSet());
        return beans.obtain().withGroups(groups);
    }

    private static JavaSide read(ConfigurableListableBeanFactory factory) {
        Map<String, String> classes = new HashMap<>();
        for (String name : factory.getBeanDefinitionNames()) {
            Class<?> type = factory.getType(name, false);
            if (type != null) {
                Class<?> own = ClassUtils.getUserClass(type);
                String home = own.getPackageName();
                if (home.startsWith("io.tradewind.") && (home + ".").contains(".process.")) {
                    classes.put(name, own.getName());
                }
            }
        }
        return JavaSide.of(classes, Set.of(), JavaForModels.class.getClassLoader());
    }
}
