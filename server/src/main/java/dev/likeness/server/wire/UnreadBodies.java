package dev.likeness.server.wire;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * A request is often answered before its body has been read. The answer goes out at once; then the rest is read for a
 * moment, because many clients only look at an answer when they have sent everything, and a connection that is closed on
 * them loses it. Who has not come to an end by then is cut off; Tomcat by itself would go on reading for as long as bytes
 * trickle in.
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
        boolean answered = !response.isErrorReportRequired();
        if (answered) {
            response.flushBuffer();
        }
        // Who asks beforehand whether to send the body has been told, and sends none.
        boolean over = broken.get() || !answered || request.getHeader("Expect") != null
                || !reader.drain(request.getInputStream(), MOST, LONGEST);
        if (over) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
        if (over && answered) {
            // Or Tomcat would add an answer of its own.
            response.setErrorReported();
        }
    }
}
