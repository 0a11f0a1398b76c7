package dev.likeness.server.wire;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
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
    private static final long MOST = 64L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final BodyReader reader;

    UnreadBodies(BodyLimits limits) {
        super(true);
        this.reader = new BodyReader(limits);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsync()) {
            return;
        }
        if (response.isErrorReportRequired() && response.getContentWritten() > 0) {
            // Tomcat notes a body that broke off as an error of the request, for which it would answer once more.
            response.setErrorReported();
        }
        if (request.getInputStream().isFinished()) {
            return;
        }
        response.flushBuffer();
        boolean waitsForOurWord = request.getHeader("Expect") != null;
        if (waitsForOurWord || response.isError() || !reader.drain(request.getInputStream(), MOST, LONGEST)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }
}
