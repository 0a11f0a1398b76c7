package dev.likeness.server;

import dev.likeness.server.ai302.Ai302;
import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Envelope;
import dev.likeness.server.openai.OpenAi;
import dev.likeness.server.rest.Rest;
import dev.likeness.server.volcengine.Volcengine;
import dev.likeness.server.web.Web;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.server.wire.Wire;
import dev.likeness.server.wire.WireSettings;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.orders.HouseRules;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.pictures.Uploads;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** The web server: Tomcat by Spring Boot, with all that Spring would do unasked switched off. */
final class WebServer {
    private WebServer() {}

    /** Starts it with the dialects and pages, or with the health check alone where this process takes no orders. */
    static ConfigurableApplicationContext start(ServiceParts parts) {
        ServerSettings settings = parts.settings;
        RequestBodies bodies = new RequestBodies(settings.wire().bodies());
        HealthController health = parts.health();
        return application(settings).initializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(WireSettings.class, settings::wire);
            beans.registerBean(RequestBodies.class, () -> bodies);
            beans.registerBean(HealthController.class, () -> health);
            if (parts.takesOrders()) {
                parts.register(beans);
            }
        }).run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Tomcat {}

    /** Beans of the dialects of both clouds. */
    @Configuration(proxyBeanMethods = false)
    static class CloudDialects {
        @Bean
        Envelope envelope() {
            return new Envelope();
        }

        @Bean
        Drawings drawings(OrderDesk desk, Deliveries deliveries, PortraitLinks links, Uploads uploads,
                HouseRules rules) {
            return new Drawings(desk, deliveries, links, uploads, rules);
        }
    }

    private static SpringApplicationBuilder application(ServerSettings settings) {
        Class<?>[] sources = settings.work().role().takesOrders()
                ? new Class<?>[]{Tomcat.class, Wire.class, CloudDialects.class, Fallbacks.class, Ai302.class,
                        Volcengine.class, OpenAi.class, Rest.class, Web.class}
                : new Class<?>[]{Tomcat.class, Wire.class};
        return new SpringApplicationBuilder(sources).bannerMode(Banner.Mode.OFF).logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(Map.of("server.port", settings.listening().port(), "server.address",
                        settings.listening().bind(),
                        "server.shutdown", "graceful", "spring.lifecycle.timeout-per-shutdown-phase", "20s",
                        "spring.threads.virtual.enabled", true, "spring.servlet.multipart.enabled", false,
                        "spring.web.resources.add-mappings", false, "server.forward-headers-strategy", "native",
                        "spring.jmx.enabled", false,
                        // This filter would read the whole body of a form before the key is checked.
                        "spring.mvc.formcontent.filter.enabled", false))
                // Spring would stop logging while parts are still being closed.
                .properties("logging.register-shutdown-hook=false")
                // Polling clients keep their connection for longer than Tomcat's default of a hundred requests.
                .properties("server.tomcat.max-keep-alive-requests=-1");
    }
}
