package dev.likeness.server.wire;

import org.apache.coyote.Request;
import org.apache.coyote.http2.Http2Protocol;

/**
 * HTTP/2 without TLS for clients that begin with it. Those who begin with HTTP/1.1 and offer to change, as Java's own
 * client does, go on in HTTP/1.1: Tomcat would have to keep their body through the change, and keeps only 4 kB.
 */
final class PriorKnowledge extends Http2Protocol {
    @Override
    public boolean accept(Request request) {
        return false;
    }
}
