package dev.likeness.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in JSON to requests that Tomcat refuses itself, for example with a malformed path. Tomcat instantiates it by
 * its class name.
 */
public final class MalformedRequestValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(MalformedRequestValve.class);
    private static final byte[] BODY = """
            {"error":{"err_code":-10011,"message":"the request cannot be understood: check its address and headers",\
            "message_cn":"无效的请求","message_jp":"無効なリクエストです","type":"api_error",\
            "error_code":"malformed_request"}}""".getBytes(StandardCharsets.UTF_8);

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/json");
            response.setContentLength(BODY.length);
            response.getOutputStream().write(BODY);
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("the client has gone", e);
        }
    }
}
