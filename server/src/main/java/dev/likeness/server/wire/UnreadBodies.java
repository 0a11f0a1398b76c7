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
 * A request is often answered before its body has been read. The rest is read first, because many clients look at an
 * answer only when they have sent everything, and some use the connection again at once. Who has not come to an end soon
 * gets the answer and is cut off; Tomcat by itself would go on reading for as long as bytes trickle in.
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
     * Tomcat answers a body that broke off or came too late by itself, and lets nobody else answer any more. From here on
     * the dialect may.
     */
    static void answerYourself(HttpServletRequest request) {
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
        // Who asks beforehand whether to send the body is told by the answer, and sends none.
        if (broken.get() || request.getHeader("Expect") != null || !drained(request)) {
            boolean answered = !response.isErrorReportRequired();
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            if (answered) {
                // Or Tomcat would answer once more.
                response.setErrorReported();
            }
        }
    }

    /** Below the stream that the dialects read: a failure there would make Tomcat throw their answer away. */
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
            // Nothing is kept.
        }
    }
}
