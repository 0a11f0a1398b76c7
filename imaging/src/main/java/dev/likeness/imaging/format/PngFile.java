package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.ColourProfile;
import dev.likeness.imaging.raster.PhotoLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;

/** The chunks of a PNG (W3C PNG, third edition): header, palette, transparency, profile, orientation and data. */
final class PngFile {
    private static final int HEADER = 16;
    /** What a pixel of an interlaced picture takes until all passes are over. */
    private static final int INTERLACED_PIXEL = 4;

    private final ByteBuffer file;
    private final List<ByteBuffer> data = new ArrayList<>();
    private byte[] palette = {};
    private byte[] transparency = {};
    private byte[] exif = {};
    private byte[] profile = {};
    private int profiles;
    private boolean animated;

    private PngFile(byte[] file) {
        this.file = ByteBuffer.wrap(file).asReadOnlyBuffer();
    }

    static FileFacts read(byte[] file) {
        return new PngFile(file).facts();
    }

    private FileFacts facts() {
        int width = file.getInt(HEADER);
        int height = file.getInt(HEADER + 4);
        PhotoLimits.size(width, height);
        int depth = file.get(HEADER + 8);
        int colour = file.get(HEADER + 9);
        boolean interlaced = file.get(HEADER + 12) != 0;
        PhotoLimits.memory(interlaced ? (double) width * height * INTERLACED_PIXEL : 0);
        if (!isAllowed(depth, colour)) {
            throw PhotoLimits.unreadable("its PNG header is damaged");
        }
        walk();
        if (data.isEmpty()) {
            throw PhotoLimits.cutShort();
        }
        List<String> remarks = animated ? List.of("the photo is an animation: its first frame was used") : List.of();
        var samples = new PngSamples(depth, colour, palette, transparency);
        return new FileFacts(width, height, Orientation.ofExif(exif), profile, (colour & 2) == 0 ? 1 : 3, remarks,
                new PngPixels(data, width, height, interlaced, samples));
    }

    private static boolean isAllowed(int depth, int colour) {
        return switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private void walk() {
        int chunks = 0;
        int at = 8;
        while (at + 12 <= file.limit()) {
            int length = file.getInt(at);
            if (length < 0 || length > file.limit() - at - 12) {
                throw PhotoLimits.cutShort();
            }
            String name = name(at + 4);
            if (name.equals("IEND")) {
                return;
            }
            chunks += name.equals("IDAT") ? 0 : 1;
            PhotoLimits.blocks(chunks, "chunks");
            PhotoLimits.blocks(data.size(), PhotoLimits.DATA_CHUNKS, "chunks of data");
            chunk(name, file.slice(at + 8, length));
            at += 12 + length;
        }
    }

    private void chunk(String name, ByteBuffer content) {
        switch (name) {
            case "PLTE" -> palette = bytes(content, 768);
            case "tRNS" -> transparency = bytes(content, 256);
            case "acTL" -> animated = content.limit() >= 4 && content.getInt(0) > 1;
            case "eXIf" -> exif = Orientation.withoutPreamble(bytes(content, 1 << 16));
            case "iCCP" -> {
                if (++profiles > 1) {
                    throw PhotoLimits.unreadable("it holds several colour profiles");
                }
                profile = inflated(bytes(content, PhotoLimits.PROFILE));
            }
            case "IDAT" -> data.add(content);
            default -> {
            }
        }
    }

    private static byte[] inflated(byte[] chunk) {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        int start = Math.min(chunk.length, name + 2);
        try (InflaterInputStream inflated = new InflaterInputStream(
                new ByteArrayInputStream(chunk, start, chunk.length - start))) {
            byte[] profile = inflated.readNBytes(PhotoLimits.PROFILE);
            return profile.length < PhotoLimits.PROFILE ? profile : ColourProfile.DAMAGED;
        } catch (IOException damaged) {
            return ColourProfile.DAMAGED;
        }
    }

    private String name(int at) {
        return new String(bytes(file.slice(at, 4), 4), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(ByteBuffer content, int most) {
        byte[] copy = new byte[content.limit()];
        content.get(0, copy);
        return copy.length > most ? Arrays.copyOf(copy, most) : copy;
    }
}
