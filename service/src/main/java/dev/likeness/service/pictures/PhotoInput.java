package dev.likeness.service.pictures;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The photo as the client gave it. */
public sealed interface PhotoInput {
    /** The file itself. */
    @SuppressWarnings("ArrayRecordComponent") // a file: never compared
    record Upload(byte[] file) implements PhotoInput {}

    /** Where it can be fetched. */
    record Link(String url) implements PhotoInput {}

    /** Any scheme, {@code ftp:} and {@code javascript:} too; base64 has no colon. */
    Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

    /** What is left of a data: URI where a client cut its beginning off; base64 has no comma. */
    Pattern PREFIX = Pattern.compile("^(?:[a-z]+/[a-z0-9.+-]+;)?base64,");

    /**
     * Understands a web address, a {@code data:} URI or bare base64 (both alphabets, with or without line breaks, and with
     * or without {@code base64,} before it).
     *
     * @throws PortraitException.UnusablePhoto when it is none of these
     */
    static PhotoInput of(String text) {
        String input = text.strip();
        String head = input.substring(0, Math.min(input.length(), 200)).toLowerCase(Locale.ROOT);
        if (head.startsWith("data:")) {
            int comma = input.indexOf(',');
            if (comma < 0 || !input.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
                throw unreadable("its data: URI must read data:image/jpeg;base64,… ");
            }
            return new Upload(base64(input.substring(comma + 1)));
        }
        Matcher prefix = PREFIX.matcher(head);
        if (prefix.lookingAt()) {
            return new Upload(base64(input.substring(prefix.end())));
        }
        return SCHEME.matcher(head).matches() ? new Link(input) : new Upload(base64(input));
    }

    /**
     * As {@link #of(String)} of a part of a text in ASCII: bare base64 in it is decoded where it is.
     *
     * @param to behind its last character
     */
    static PhotoInput of(byte[] text, int from, int to) {
        if (from < to) {
            try {
                return new Upload(byPieces(text, from, to)); // what is an address or a data: URI is no base64
            } catch (IllegalArgumentException other) {
                // The rest of the ways to write it.
            }
        }
        return of(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private static byte[] base64(String text) {
        try {
            byte[] file = decoded(text);
            if (file.length == 0) {
                throw new PortraitException.UnusablePhoto(ErrorCode.PHOTO_MISSING,
                        "the photo is empty: send a JPEG, PNG or WebP file in base64, or its http(s) address");
            }
            return file;
        } catch (IllegalArgumentException e) {
            throw unreadable("it is neither an http(s) address nor base64");
        }
    }

    /** Characters that are decoded at once: they and their bytes stay in the processor's own cache. */
    int PIECE = 16 << 10;

    /** As most send it, without a look at each character; only what that refuses is looked at. */
    private static byte[] decoded(String text) {
        try {
            byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
            return byPieces(ascii, 0, ascii.length);
        } catch (IllegalArgumentException other) {
            String compact = text.replaceAll("\\s+", "");
            boolean urlAlphabet = compact.indexOf('-') >= 0 || compact.indexOf('_') >= 0;
            return (urlAlphabet ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(compact);
        }
    }

    /**
     * As the JDK's decoder does the whole. Its vector instructions are used where the compiler has found the method that calls
     * them to be hot, and of photos decoded at one go there are thousands to come until then.
     */
    private static byte[] byPieces(byte[] text, int from, int to) {
        Base64.Decoder decoder = Base64.getDecoder();
        int bytes = PIECE / 4 * 3;
        int before = Math.max(0, to - from - 1) / PIECE;
        ByteBuffer last = decoder.decode(ByteBuffer.wrap(text, from + before * PIECE, to - from - before * PIECE));
        byte[] file = new byte[before * bytes + last.remaining()];
        last.get(file, before * bytes, last.remaining());
        for (int i = 0; i < before; i++) {
            ByteBuffer piece = decoder.decode(ByteBuffer.wrap(text, from + i * PIECE, PIECE));
            if (piece.remaining() != bytes) {
                throw new IllegalArgumentException("it ends before its end");
            }
            piece.get(file, i * bytes, bytes);
        }
        return file;
    }

    private static PortraitException.UnusablePhoto unreadable(String why) {
        return new PortraitException.UnusablePhoto(ErrorCode.PHOTO_UNREADABLE,
                "the photo cannot be read: " + why + "; encode the file's bytes in base64 and try again");
    }
}
