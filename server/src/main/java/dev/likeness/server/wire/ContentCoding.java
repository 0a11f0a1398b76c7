package dev.likeness.server.wire;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;

/**
 * Decompresses bodies. Only gzip is supported, recognized by its first bytes: some clients send the header without
 * compressing, and some proxies decompress and keep the header.
 */
final class ContentCoding {
    private static final Set<String> NONE_OR_GZIP = Set.of("", "identity", "gzip", "x-gzip");
    private static final int PIECE = 64 << 10;

    private ContentCoding() {}

    /**
     * @param coding the header Content-Encoding
     * @param most   largest size after decompression, bytes
     * @param taken  called with the size of each piece before it is stored; may refuse it
     * @throws InvalidRequest when the coding is not supported, the data damaged or larger
     */
    static byte[] unpacked(byte[] sent, String coding, int most, IntConsumer taken) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        if (!NONE_OR_GZIP.contains(name)) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "the body is compressed in a way that is not known "
                    + "here (Content-Encoding): send it plain, or as gzip");
        }
        boolean gzip = sent.length > 2 && (sent[0] & 0xff) == 0x1f && (sent[1] & 0xff) == 0x8b;
        return gzip ? gunzip(sent, most, taken) : sent;
    }

    private static byte[] gunzip(byte[] sent, int most, IntConsumer taken) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent), PIECE)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                if (plain.size() + count > most) {
                    throw BodyReader.tooLarge(most);
                }
                taken.accept(count);
                plain.write(piece, 0, count);
            }
            return plain.toByteArray();
        } catch (IOException e) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    "the body is gzip, and damaged: send it again, or send it plain");
        }
    }
}
