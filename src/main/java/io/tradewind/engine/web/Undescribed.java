package io.tradewind.engine.web;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.glassfish.jersey.server.ServerProperties;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's REST interface does not describe itself (WADL): it would name what it is made with, and the version. */
@Configuration(proxyBeanMethods = false)
class Undescribed {

    /** Both REST applications of the engine read this list when they are built. */
    @Bean
    static BeanFactoryPostProcessor interfacesWithoutDescription() {
        return factory -> CamundaRestResources.getConfigurationClasses().add(WithoutWadl.class);
    }

    /** Comes before the feature that would describe, which Jersey finds by itself. */
    public static final class WithoutWadl implements Feature {
        @Override
        public boolean configure(FeatureContext context) {
            context.property(ServerProperties.WADL_FEATURE_DISABLE, true);
            return true;
        }
    }
}
