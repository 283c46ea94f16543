package io.tradewind.support;

import io.tradewind.TradewindApplication;
import io.tradewind.deal.DealFixtures;
import io.tradewind.order.DeliveredOrders;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * A test against the whole application: one context for all of them, on one real PostgreSQL with our migrations, with
 * the demo company and without its pipeline. Nothing runs by itself: jobs, timers and the mail sender are fired by name.
 * What tests need beside it is imported here: a second context would be a second engine of the same name, and the REST
 * interface would talk to the wrong one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = TradewindApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import({
    TestDatabase.class,
    MutableClock.Configuration.class,
    DyingNode.class,
    EngineSteps.class,
    Web.class,
    Routes.class,
    IdentityProvider.class,
    DealFixtures.class,
    DeliveredOrders.class
})
public @interface TradewindTest {}
