package dev.likeness.server;

import static dev.likeness.server.TestService.key;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Clients that go in the middle of it: nobody has to be told. */
@Isolated("all that is logged is read")
class HangUpTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.likeness.server");

    /** Together more than the buffers on the way hold, so that the service is still writing when the client goes. */
    private static final int AT_ONCE = 12;

    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            lines.add(line);
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        ROOT.addAppender(appender);
        OURS.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        OURS.setLevel(null);
        ROOT.detachAppender(appender);
    }

    @Test
    void aClientThatGoesWhileItIsAnsweredIsNoError() throws IOException {
        for (String path : new String[]{"/v1/openapi.json", largeUpload()}) {
            lines.clear();
            try (Socket socket = connected(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(AT_ONCE))) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                // Anything that is still on its way is answered with a reset.
                socket.setSoLinger(true, 0);
            }
            Awaitility.await().until(() -> lines.stream()
                    .anyMatch(line -> line.getFormattedMessage().startsWith("the client has gone")));
            assertThat(lines).as(path).allSatisfy(line -> {
                assertThat(line.getLevel().levelInt).as(line.getFormattedMessage()).isLessThan(Level.WARN_INT);
                assertThat(line.getThrowableProxy()).as("a stack trace").isNull();
            });
        }
    }

    private static Socket connected(String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress("127.0.0.1", TestService.address().getPort()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The path of a picture of several megabytes. */
    private static String largeUpload() throws IOException {
        BufferedImage noise = new BufferedImage(2000, 1500, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        noise.setRGB(0, 0, 2000, 1500, random.ints(2000 * 1500).toArray(), 0, 2000);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(noise, "png", png);
        String boundary = "b7c1";
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(png.toByteArray());
        form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        String link = TestService.send(TestService.request("/302/upload-file", key("1"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))).json().path("data").asString();
        URI uri = URI.create(link);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
