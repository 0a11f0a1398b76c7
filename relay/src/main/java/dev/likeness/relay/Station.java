package dev.likeness.relay;

import com.google.gson.JsonObject;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.Upstream;
import dev.likeness.core.relaying.Errand;
import dev.likeness.relay.Exchange.Broken;
import dev.likeness.relay.Exchange.Reply;
import dev.likeness.relay.RelayEngine.Refused;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/** An upstream with its address: what it is asked, and what its answers mean. */
final class Station {
    private static final String LOST = "it is not known whether it took the order, which is not handed in a second time"
            + " so that it is not paid for twice: order again";

    private final String engine;
    private final URI address;
    private final Dialect dialect;
    private final Exchange exchange;
    private final ResultLinks links;
    private final Rhythm rhythm;

    Station(String engine, URI address, Dialect dialect, Exchange exchange, Rhythm rhythm) {
        this.engine = engine;
        this.address = address;
        this.dialect = dialect;
        this.exchange = exchange;
        this.links = new ResultLinks(exchange, address);
        this.rhythm = rhythm;
    }

    String host() {
        return address.getRawAuthority();
    }

    Rhythm rhythm() {
        return rhythm;
    }

    boolean recognizesRepeats() {
        return dialect.recognizesRepeats();
    }

    /**
     * Hands an order in.
     *
     * @return the upstream's name for it
     * @throws Refused when it did not take it
     * @throws Broken  when it is not known whether it did, unless the request never left
     */
    String submit(JsonObject order, Errand.Submission submission) throws Refused, Broken {
        return switch (answer(dialect.submission(order, submission))) {
            case Answer.Data data -> data.text("task_id")
                    .orElseThrow(() -> new Broken(true, "its answer names no task"));
            case Answer.Refusal(String code, String said) -> throw new Refused(code, said);
            case Answer.Unreadable(int status, String what) -> throw new Broken(true,
                    "it answered with " + what + " (HTTP " + status + ")");
        };
    }

    /**
     * Asks for a result.
     *
     * @throws Broken when there was no answer that could be read; it may be asked again
     */
    Answer.Data ask(String task, boolean link) throws Refused, Broken {
        return switch (answer(dialect.question(OrderFields.question(task, link)))) {
            case Answer.Data data -> data;
            case Answer.Refusal(String code, String said) -> throw new Refused(code, said);
            case Answer.Unreadable(int status, String what) -> throw new Broken(true,
                    "it answered with " + what + " (HTTP " + status + ")");
        };
    }

    /** The picture of an order that is done. */
    byte[] file(Answer.Data done) throws Broken {
        Optional<String> inside = done.first("binary_data_base64");
        Optional<String> link = done.first("image_urls");
        if (inside.isPresent()) {
            try {
                return Base64.getDecoder().decode(inside.get().strip());
            } catch (IllegalArgumentException e) {
                throw new Broken(true, "the picture in its answer is no base64");
            }
        }
        if (link.isEmpty()) {
            throw new Broken(true, "its answer holds no picture");
        }
        return links.get(link.get());
    }

    private Answer answer(java.net.http.HttpRequest request) throws Broken {
        Reply reply = exchange.send(request);
        return Answer.of(reply.status(), reply.body());
    }

    Upstream failed(String code, String what) {
        return new Upstream(ErrorCode.UPSTREAM_FAILED, code, true, engine + ": " + what);
    }

    Upstream unsure(String why) {
        return failed("", why + ", so " + LOST);
    }
}
