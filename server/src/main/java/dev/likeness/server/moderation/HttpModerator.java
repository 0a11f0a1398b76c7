package dev.likeness.server.moderation;

import dev.likeness.core.PortraitException;
import dev.likeness.server.wire.Json;
import dev.likeness.service.moderation.ModerationTrouble;
import dev.likeness.service.moderation.Moderator;
import dev.likeness.service.moderation.Point;
import dev.likeness.service.moderation.Subject;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a server of the operator's: POST of {@code {"point":"prompt","text":…}} or {@code {"point":"photo","image":base64
 * of a JPEG of at most 1024 pixels a side}}, which answers 200 and {@code {"verdict":"pass"}} or {@code "refuse"}. It is
 * asked once: whoever wants retries puts them behind that address.
 */
final class HttpModerator implements Moderator {
    private static final Logger LOG = LoggerFactory.getLogger(HttpModerator.class);
    private static final int LONGEST_SIDE = 1024;
    private static final int MOST_ANSWER_BYTES = 64 * 1024;

    private final HttpClient client;
    private final Wanted wanted;

    /**
     * @param token  sent as a Bearer key; empty for none
     * @param timeout for the whole answer
     * @param closed whether orders are refused while it does not answer
     */
    record Wanted(URI address, Optional<String> token, Duration timeout, boolean closed, Set<Point> points) {
        Wanted {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("a moderator needs time to answer: at least a second");
            }
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "moderator at " + address;
        }
    }

    HttpModerator(Wanted wanted) {
        this.wanted = wanted;
        this.client = HttpClient.newBuilder().connectTimeout(wanted.timeout()).build();
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public boolean looksAt(Point point) {
        return wanted.points().contains(point);
    }

    @Override
    public Verdict judge(Point point, Subject subject) {
        try {
            return ask(point, subject);
        } catch (ModerationTrouble trouble) {
            if (wanted.closed()) {
                throw trouble;
            }
            LOG.warn("a {} passes although the moderator could not be asked", point.title(), trouble);
            return new Verdict.NotAsked();
        }
    }

    private Verdict ask(Point point, Subject subject) {
        ObjectNode question = Json.empty().put("point", point.wireName());
        switch (subject) {
            case Subject.Words(String text) -> question.put("text", text);
            case Subject.Picture picture -> question.put("image", Base64.getEncoder().encodeToString(jpeg(picture)));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(wanted.address()).timeout(wanted.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(question)));
        wanted.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return verdict(point, send(request.build()));
    }

    /** The client's own timeout ends at the headers; this one covers the body too. */
    private HttpResponse<byte[]> send(HttpRequest request) {
        var answer = client.sendAsync(request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES));
        try {
            return answer.get(wanted.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new PortraitException.Cancelled();
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw new ModerationTrouble("the moderator did not answer within " + wanted.timeout().toSeconds()
                    + " seconds", slow);
        } catch (ExecutionException trouble) {
            throw new ModerationTrouble("the moderator cannot be asked: " + trouble.getCause(), trouble);
        }
    }

    private static Verdict verdict(Point point, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new ModerationTrouble("the moderator answered with status " + answer.statusCode());
        }
        JsonNode verdict;
        try {
            verdict = Json.object(answer.body()).path("verdict");
        } catch (PortraitException e) {
            throw new ModerationTrouble("the moderator answered with something that is no JSON", e);
        }
        return switch (verdict.asString("")) {
            case "pass" -> new Verdict.Passed();
            case "refuse" -> new Verdict.Refused(point.refusal());
            default -> throw new ModerationTrouble("the moderator's verdict is neither pass nor refuse");
        };
    }

    private static byte[] jpeg(Subject.Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(picture.bgr(), 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0,
                picture.bgr().length);
        while (Math.max(image.getWidth(), image.getHeight()) > LONGEST_SIDE) {
            // In steps of at most a half, since bilinear interpolation looks at four pixels only.
            double factor = Math.max(0.5, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
            BufferedImage smaller = new BufferedImage(Math.max(1, (int) (image.getWidth() * factor)),
                    Math.max(1, (int) (image.getHeight() * factor)), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = smaller.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, smaller.getWidth(), smaller.getHeight(), null);
            graphics.dispose();
            image = smaller;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new IllegalStateException("a file in memory can always be written", e);
        }
        return out.toByteArray();
    }
}
