package dev.likeness.server.form;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a {@code multipart/form-data} body (RFC 7578) without copying it, so that a photo is in memory only once.
 * Parts without a name are left out; nested multiparts, which the RFC has abolished, are not split.
 */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = parameter("name");
    private static final Pattern FILE = parameter("filename\\*?");
    private static final int MOST_PARTS = 200;
    private static final int LONGEST_HEAD = 8192;

    private final byte[] body;
    private final byte[] delimiter;
    private final List<Part> parts = new ArrayList<>();

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * @throws InvalidRequest when the body does not match the content type
     */
    static Form read(byte[] body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw malformed("its Content-Type names no boundary; let your HTTP client set that header itself");
        }
        String text = Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2));
        return new Multipart(body, text).parts();
    }

    private Form parts() {
        int at = find(delimiter, 0);
        if (at < 0) {
            throw malformed("the boundary that its Content-Type names does not occur in it");
        }
        at += delimiter.length;
        while (!startsWith("--", at)) {
            int head = find(new byte[]{'\n'}, at) + 1;
            int next = next(head);
            part(head, next);
            at = next + delimiter.length;
        }
        return new Form(parts);
    }

    /** Index of the delimiter that ends this part: at the beginning of a line, and not followed by more text on it. */
    private int next(int from) {
        int at = from == 0 ? -1 : find(delimiter, from);
        while (at > 0 && (body[at - 1] != '\n' || !endsAt(at + delimiter.length))) {
            at = find(delimiter, at + 1);
        }
        if (at < 0) {
            throw malformed("it breaks off within a part");
        }
        return at;
    }

    private boolean endsAt(int at) {
        return at >= body.length || "\r\n-\t ".indexOf(body[at]) >= 0;
    }

    private void part(int head, int next) {
        int at = head;
        StringBuilder disposition = new StringBuilder();
        while (at < next && body[at] != '\r' && body[at] != '\n') {
            int end = find(new byte[]{'\n'}, at) + 1;
            if (end - head > LONGEST_HEAD) {
                throw malformed("the head of a part is too long");
            }
            String line = new String(body, at, end - at, StandardCharsets.UTF_8);
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                disposition.append(line.strip());
            }
            at = end;
        }
        if (at < next && body[at] == '\r') {
            at++;
        }
        int from = Math.min(at + 1, next);
        int to = next - (next > from + 1 && body[next - 2] == '\r' ? 2 : 1);
        named(disposition.toString()).ifPresent(name -> {
            if (parts.size() == MOST_PARTS) {
                throw malformed("it has more than " + MOST_PARTS + " parts");
            }
            parts.add(new Part(name, FILE.matcher(disposition).find(), body, from, Math.max(from, to)));
        });
    }

    private static Optional<String> named(String disposition) {
        Matcher name = NAME.matcher(disposition);
        return name.find()
                ? Optional.of(Optional.ofNullable(name.group(1)).orElseGet(() -> name.group(2)))
                : Optional.empty();
    }

    private static Pattern parameter(String name) {
        return Pattern.compile("[;\\s]" + name + "=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\\s]*))",
                Pattern.CASE_INSENSITIVE);
    }

    private boolean startsWith(String text, int at) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= body.length) {
                throw malformed("it breaks off after a boundary");
            }
            if (body[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int find(byte[] wanted, int from) {
        outer : for (int at = from; at <= body.length - wanted.length; at++) {
            for (int i = 0; i < wanted.length; i++) {
                if (body[at + i] != wanted[i]) {
                    continue outer;
                }
            }
            return at;
        }
        return -1;
    }

    private static InvalidRequest malformed(String why) {
        return new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "the form cannot be read: " + why);
    }
}
