package dev.likeness.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

class WireTest {
    @Test
    void openConnectionsHoldATenthOfTheHeapAtMost() {
        assertThat(Wire.mostConnections(768L << 20)).isBetween(1_000, 1_100);
        assertThat(Wire.mostConnections(8L << 20)).as("a browser opens six").isEqualTo(200);
        assertThat(Wire.mostConnections(64L << 30)).isEqualTo(8192);
    }

    @Test
    void tomcatIsToldSo() {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new Wire().connections(WireSettings.DEFAULT).customize(factory);
        TomcatWebServer server = (TomcatWebServer) factory.getWebServer();
        try {
            server.start();
            var connector = server.getTomcat().getConnector();
            assertThat(connector.getProperty("socket.appReadBufSize")).hasToString("65536");
            assertThat(connector.getProperty("maxConnections"))
                    .hasToString(Integer.toString(Wire.mostConnections(Runtime.getRuntime().maxMemory())));
        } finally {
            server.stop();
        }
    }
}
