package dev.likeness.server.wire;

import org.apache.coyote.Request;
import org.apache.coyote.http2.Http2Protocol;

/**
 * HTTP/2 without TLS, for clients that start with it (prior knowledge). Upgrades from HTTP/1.1, which Java's own client
 * offers, are declined: Tomcat would have to buffer the request's body during the upgrade, and buffers only 4 kB.
 */
final class PriorKnowledge extends Http2Protocol {
    @Override
    public boolean accept(Request request) {
        return false;
    }
}
