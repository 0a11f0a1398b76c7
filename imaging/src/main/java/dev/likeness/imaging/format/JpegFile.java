package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.CmykToSrgb;
import dev.likeness.imaging.raster.PhotoLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of a JPEG (ITU T.81, Annex B). Tables, frame and scans go to the decoder; of the application segments
 * orientation, colour profile and the marks that tell the colour space are read here, the rest is left out.
 */
final class JpegFile {
    /** Visits of 8x8 blocks by all scans; about 0.25 µs each. An honest progressive file of 50 megapixels makes 8 million. */
    private static final long MAX_VISITS = 20_000_000;
    private static final int MAX_SCANS = 100;
    /** A decoder that goes over a picture several times keeps its coefficients, two bytes each. */
    private static final int BLOCK_BYTES = 128;

    /** Longest side that a reduced picture has at least, pixels. */
    private static final int LEAST_REDUCED_SIDE = 1400;

    private final byte[] file;
    private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
    private byte[] exif = {};
    private boolean jfif;
    private int adobe = -1;
    private int frame;
    private int scans;
    private long visits;
    private long blocks;
    private boolean ends;

    private JpegFile(byte[] file) {
        this.file = file;
    }

    static FileFacts read(byte[] file) {
        JpegFile jpeg = new JpegFile(file);
        jpeg.walk();
        return jpeg.facts();
    }

    private FileFacts facts() {
        if (frame == 0) {
            throw PhotoLimits.unreadable("its JPEG data ends before its size is told");
        }
        if (scans == 0) {
            throw PhotoLimits.cutShort();
        }
        int components = u8(frame + 9);
        int width = u16(frame + 7);
        int height = u16(frame + 5);
        boolean printing = components == 4;
        boolean repeated = scans > 1 || isProgressive();
        double coefficients = repeated ? (double) blocks * BLOCK_BYTES : 0;
        int reduction = repeated && !printing ? reduction(coefficients, width, height) : 1;
        PhotoLimits.memory(coefficients + (printing ? (double) width * height * 4 : 0));
        JpegColours colours = JpegColours.of(components, jfif, adobe,
                new int[]{id(0), components > 1 ? id(1) : 0, components > 2 ? id(2) : 0});
        List<String> remarks = printing ? List.of(CmykToSrgb.REMARK) : List.of();
        byte[] icc = profile.toByteArray();
        if (repeated && !ends) {
            throw PhotoLimits.cutShort();
        }
        return new FileFacts(width, height, Orientation.ofExif(exif), printing ? new byte[0] : icc,
                components == 1 ? 1 : 3, remarks, repeated && !printing
                        ? new MultiScanJpegPixels(() -> needed(colours), reduction)
                        : new JpegPixels(() -> needed(colours), colours, icc));
    }

    /** The least by which coefficients and picture fit into memory together, and no more than a portrait can bear. */
    private static int reduction(double coefficients, int width, int height) {
        int reduction = 1;
        while (coefficients + 3.0 * width * height / reduction / reduction > PhotoLimits.MEMORY) {
            reduction *= 2;
            if (Math.max(width, height) / reduction < LEAST_REDUCED_SIDE || reduction > 8) {
                PhotoLimits.memory(coefficients + 3.0 * width * height);
            }
        }
        return reduction;
    }

    private void walk() {
        int segments = 0;
        int last = 2;
        for (int at = next(2); at >= 0; at = next(last)) {
            PhotoLimits.blocks(++segments, "segments");
            segment(u8(at + 1), at, end(at));
            last = u8(at + 1) == 0xda ? endOfScan(end(at)) : end(at);
        }
        ends = ends(last);
    }

    /** The file that the decoder is given. */
    private byte[] needed(JpegColours colours) {
        ByteArrayOutputStream needed = new ByteArrayOutputStream(file.length);
        needed.writeBytes(new byte[]{(byte) 0xff, (byte) 0xd8});
        needed.writeBytes(colours.segment());
        int last = 2;
        for (int at = next(2); at >= 0; at = next(last)) {
            int marker = u8(at + 1);
            last = marker == 0xda ? endOfScan(end(at)) : end(at);
            boolean application = marker >= 0xe0 && marker <= 0xef || marker == 0xfe;
            if (!application) {
                needed.write(file, at, last - at);
            }
        }
        if (ends) {
            needed.writeBytes(new byte[]{(byte) 0xff, (byte) 0xd9});
        }
        return needed.toByteArray();
    }

    /** Where the next segment with a length begins, or -1 at the picture's end and where the file is cut short. */
    private int next(int from) {
        for (int at = from; at + 4 <= file.length;) {
            int marker = file[at] == (byte) 0xff ? u8(at + 1) : 0;
            if (marker == 0xd9) {
                return -1;
            }
            if (marker > 1 && marker != 0xff && (marker < 0xd0 || marker > 0xd8)) {
                return end(at) <= file.length ? at : -1;
            }
            at++;
        }
        return -1;
    }

    private boolean ends(int from) {
        for (int at = from; at + 1 < file.length; at++) {
            if (file[at] == (byte) 0xff && u8(at + 1) == 0xd9) {
                return true;
            }
        }
        return false;
    }

    private int end(int at) {
        return at + 2 + Math.max(2, u16(at + 2));
    }

    private int endOfScan(int from) {
        int at = from;
        while (at + 1 < file.length) {
            int marker = file[at] == (byte) 0xff ? u8(at + 1) : 0;
            if (marker > 0 && marker != 0xff && (marker < 0xd0 || marker > 0xd7)) {
                return at;
            }
            at++;
        }
        return file.length;
    }

    private void segment(int marker, int at, int end) {
        switch (marker) {
            case 0xe0 -> jfif |= startsWith(at + 4, "JFIF\0");
            case 0xe1 -> {
                if (scans == 0 && exif.length == 0 && startsWith(at + 4, "Exif\0\0")) {
                    exif = Arrays.copyOfRange(file, at + 10, end);
                }
            }
            case 0xe2 -> profile(at, end);
            case 0xee -> {
                if (startsWith(at + 4, "Adobe") && at + 16 <= end) {
                    adobe = u8(at + 15);
                }
            }
            case 0xda -> scan(at, end);
            case 0xc4, 0xc8, 0xcc -> {
            }
            default -> {
                if (marker >= 0xc0 && marker <= 0xcf) {
                    frame(marker, at, end);
                }
            }
        }
    }

    /** Profiles longer than a segment come in numbered pieces; a wrong order leaves a profile that is damaged. */
    private void profile(int at, int end) {
        if (startsWith(at + 4, "ICC_PROFILE\0") && at + 18 <= end && profile.size() + end - at < PhotoLimits.PROFILE) {
            profile.write(file, at + 18, end - at - 18);
        }
    }

    private void frame(int marker, int at, int end) {
        if (frame != 0) {
            throw PhotoLimits.unreadable("it holds two frames");
        }
        PhotoLimits.size(u16(at + 7), u16(at + 5));
        String kind = marker >= 0xc9
                ? "arithmetic"
                : marker == 0xc3 ? "lossless" : marker >= 0xc5 ? "hierarchical" : "";
        if (!kind.isEmpty()) {
            throw PhotoLimits.unsupported("a JPEG in " + kind + " coding");
        }
        if (u8(at + 4) != 8) {
            throw PhotoLimits.unsupported("a JPEG of " + u8(at + 4) + " bits");
        }
        int components = u8(at + 9);
        if (components != 1 && components != 3 && components != 4 || at + 10 + components * 3 > end) {
            throw PhotoLimits.unreadable("its JPEG frame is damaged");
        }
        frame = at;
        for (int i = 0; i < components; i++) {
            blocks += blocks(i);
        }
    }

    private void scan(int at, int end) {
        if (frame == 0) {
            throw PhotoLimits.unreadable("its JPEG data begins before its size is told");
        }
        scans++;
        int taking = Math.min(u8(at + 4), (end - at - 5) / 2);
        for (int i = 0; i < taking; i++) {
            for (int component = 0; component < u8(frame + 9); component++) {
                visits += id(component) == u8(at + 5 + i * 2) ? blocks(component) : 0;
            }
        }
        if (scans > MAX_SCANS || visits > MAX_VISITS) {
            throw PhotoLimits.unreadable("it asks for too many passes over its " + u16(frame + 7) + "x" + u16(frame + 5)
                    + " pixels");
        }
    }

    private int id(int component) {
        return u8(frame + 10 + component * 3);
    }

    private long blocks(int component) {
        int widest = 1;
        int highest = 1;
        for (int i = 0; i < u8(frame + 9); i++) {
            int sampling = u8(frame + 11 + i * 3);
            if (sampling >> 4 < 1 || sampling >> 4 > 4 || (sampling & 15) < 1 || (sampling & 15) > 4) {
                throw PhotoLimits.unreadable("its JPEG frame is damaged");
            }
            widest = Math.max(widest, sampling >> 4);
            highest = Math.max(highest, sampling & 15);
        }
        int own = u8(frame + 11 + component * 3);
        long across = Math.ceilDiv((long) u16(frame + 7) * (own >> 4), 8L * widest);
        long down = Math.ceilDiv((long) u16(frame + 5) * (own & 15), 8L * highest);
        return across * down;
    }

    private boolean isProgressive() {
        return u8(frame + 1) == 0xc2;
    }

    private boolean startsWith(int at, String text) {
        return at + text.length() <= file.length
                && new String(file, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    private int u8(int at) {
        return file[at] & 0xff;
    }

    private int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }
}
