package dev.likeness.server.wire;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads the rest of a body when a request is answered before its body has been read. Many clients read the answer only
 * after they have sent everything, and some reuse the connection at once. If the rest does not arrive soon, the answer
 * is sent and the connection closed; Tomcat itself would read for as long as bytes trickle in.
 */
final class UnreadBodies extends ValveBase {
    private static final String RECOVERY = UnreadBodies.class.getName();
    private static final long MOST = 64L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final BodyReader reader;

    UnreadBodies(BodyLimits limits) {
        super(true);
        this.reader = new BodyReader(limits);
    }

    /**
     * Lets the dialect answer a request whose body was incomplete or too slow; otherwise Tomcat answers such a request
     * itself.
     */
    static void allowOwnAnswer(HttpServletRequest request) {
        if (request.getAttribute(RECOVERY) instanceof Runnable recovery) {
            recovery.run();
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        AtomicBoolean broken = new AtomicBoolean();
        request.setAttribute(RECOVERY, (Runnable) () -> {
            broken.set(response.isError());
            response.resetError();
            response.setSuspended(false);
        });
        getNext().invoke(request, response);
        if (request.isAsync() || request.getInputStream().isFinished() && !broken.get()) {
            return;
        }
        // A client that sent "Expect: 100-continue" has not sent its body and learns from the answer that it need not.
        if (broken.get() || request.getHeader("Expect") != null || !drained(request)) {
            boolean answered = !response.isErrorReportRequired();
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            if (answered) {
                // Otherwise Tomcat would answer a second time.
                response.setErrorReported();
            }
        }
    }

    /**
     * Reads below the stream that the dialects use, because after a failure of that stream Tomcat would discard their
     * answer.
     */
    private boolean drained(Request request) {
        Discarded discarded = new Discarded();
        return reader.drain(() -> request.getCoyoteRequest().doRead(discarded), MOST, LONGEST);
    }

    private static final class Discarded implements ApplicationBufferHandler {
        private ByteBuffer piece = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            piece = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return piece;
        }

        @Override
        public void expand(int size) {
            // Nothing is stored.
        }
    }
}
