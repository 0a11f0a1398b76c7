package dev.likeness.imaging.heif;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions of libheif (heif.h, 1.12 and later) that decode a picture, by name and signature. Used in a process of
 * its own only ({@link HeifProcess}): everything it takes is freed when that ends, and a crash ends nothing else.
 */
final class Libheif {
    /** Constants of heif.h. */
    private static final int COLOURS_RGB = 1;
    private static final int COLOURS_GREY = 2;
    private static final int CHROMA_GREY = 0;
    private static final int CHROMA_RGB_8 = 10;
    private static final int CHROMA_RGB_16 = 14;
    private static final int CHANNEL_Y = 0;
    private static final int CHANNEL_INTERLEAVED = 10;

    private static final StructLayout ERROR = MemoryLayout.structLayout(JAVA_INT.withName("code"),
            JAVA_INT.withName("subcode"), ADDRESS.withName("message"));
    /** Of heif_security_limits, version 1 (libheif 1.19 and later): offsets of what is set. */
    private static final int MOST_PIXELS = 8;
    private static final int MOST_ITEMS = 28;
    private static final int LARGEST_BLOCK = 40;
    private static final int LIMITS_SIZE = 64;

    private final Linker linker = Linker.nativeLinker();
    private final Arena arena = Arena.global(); // errors and addresses, for as long as the process lives
    private final SymbolLookup library;
    private final Map<String, MethodHandle> functions = new HashMap<>();

    private Libheif(SymbolLookup library) {
        this.library = library;
    }

    /**
     * @param names files or names that the system's loader finds, tried one after another
     * @throws IOException when there is none
     */
    static Libheif open(List<String> names) throws IOException {
        for (String name : names) {
            try {
                return new Libheif(SymbolLookup.libraryLookup(name, Arena.global()));
            } catch (IllegalArgumentException _) {
                continue; // the next name
            }
        }
        throw new IOException("no libheif");
    }

    /** As in "1.15.1". */
    String version() {
        MemorySegment text = (MemorySegment) call("heif_get_version", FunctionDescriptor.of(ADDRESS));
        return text.reinterpret(32).getString(0);
    }

    /**
     * Rows of samples.
     *
     * @param width    pixels
     * @param channels 3 for R, G and B, 1 for brightness
     * @param stride   bytes from row to row
     * @param bits     of a sample; more than 8 take two bytes, the lower one first
     */
    record Plane(MemorySegment samples, int width, int height, int channels, int stride, int bits) {}

    /** Takes a picture before it is freed. */
    interface Taker {
        void take(Plane plane) throws IOException;
    }

    /** A file that was opened; its items may be decoded one after another. */
    MemorySegment context(MemorySegment file, long mostPixels) throws IOException {
        if (library.find("heif_init").isPresent()) {
            checked(call("heif_init", FunctionDescriptor.of(ERROR, ADDRESS), arena, MemorySegment.NULL));
        }
        MemorySegment context = (MemorySegment) call("heif_context_alloc", FunctionDescriptor.of(ADDRESS));
        limit(context, mostPixels);
        checked(call("heif_context_read_from_memory_without_copy",
                FunctionDescriptor.of(ERROR, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS), arena, context, file,
                file.byteSize(), MemorySegment.NULL));
        return context;
    }

    private void limit(MemorySegment context, long mostPixels) {
        call("heif_context_set_maximum_image_size_limit", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT), context,
                (int) Math.min(1 << 15, mostPixels));
        call("heif_context_set_max_decoding_threads", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT), context, 0);
        if (library.find("heif_context_get_security_limits").isPresent()) {
            MemorySegment limits = ((MemorySegment) call("heif_context_get_security_limits",
                    FunctionDescriptor.of(ADDRESS, ADDRESS), context)).reinterpret(LIMITS_SIZE);
            limits.set(JAVA_LONG, MOST_PIXELS, mostPixels);
            limits.set(JAVA_INT, MOST_ITEMS, 2_000);
            limits.set(JAVA_LONG, LARGEST_BLOCK, mostPixels * 8);
        }
    }

    /**
     * @param item its number in the file
     * @param grey whether brightness is wanted, and not colours
     */
    void decode(MemorySegment context, int item, boolean grey, Taker taker) throws IOException {
        MemorySegment handle = handle(context, item);
        int depth = (int) call("heif_image_handle_get_luma_bits_per_pixel", FunctionDescriptor.of(JAVA_INT, ADDRESS),
                handle);
        int chroma = grey ? CHROMA_GREY : depth > 8 ? CHROMA_RGB_16 : CHROMA_RGB_8;
        MemorySegment out = arena.allocate(ADDRESS);
        checked(call("heif_decode_image",
                FunctionDescriptor.of(ERROR, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS), arena, handle, out,
                grey ? COLOURS_GREY : COLOURS_RGB, chroma, MemorySegment.NULL));
        release("heif_image_handle_release", handle);
        MemorySegment image = out.get(ADDRESS, 0);
        taker.take(plane(image, grey));
        release("heif_image_release", image);
    }

    private Plane plane(MemorySegment image, boolean grey) throws IOException {
        int channel = grey ? CHANNEL_Y : CHANNEL_INTERLEAVED;
        int width = ofChannel("heif_image_get_width", image, channel);
        int height = ofChannel("heif_image_get_height", image, channel);
        int bits = ofChannel("heif_image_get_bits_per_pixel_range", image, channel);
        MemorySegment stride = arena.allocate(JAVA_INT);
        MemorySegment samples = (MemorySegment) call("heif_image_get_plane_readonly",
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS), image, channel, stride);
        int rowBytes = stride.get(JAVA_INT, 0);
        int channels = grey ? 1 : 3;
        if (samples.address() == 0 || width < 1 || height < 1 || bits < 1 || bits > 16
                || (long) width * channels * (bits > 8 ? 2 : 1) > rowBytes) {
            throw new IOException("no samples");
        }
        return new Plane(samples.reinterpret((long) rowBytes * height), width, height, channels, rowBytes, bits);
    }

    private MemorySegment handle(MemorySegment context, int item) throws IOException {
        MemorySegment out = arena.allocate(ADDRESS);
        checked(call("heif_context_get_image_handle", FunctionDescriptor.of(ERROR, ADDRESS, JAVA_INT, ADDRESS), arena,
                context, item, out));
        return out.get(ADDRESS, 0);
    }

    private int ofChannel(String function, MemorySegment image, int channel) {
        return (int) call(function, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), image, channel);
    }

    private void release(String function, MemorySegment what) {
        call(function, FunctionDescriptor.ofVoid(ADDRESS), what);
    }

    private static void checked(Object error) throws IOException {
        MemorySegment result = (MemorySegment) error;
        if (result.get(JAVA_INT, 0) != 0) {
            MemorySegment message = result.get(ADDRESS, 8);
            throw new IOException(message.address() == 0 ? "refused" : text(message));
        }
    }

    private static String text(MemorySegment message) {
        MemorySegment bytes = message.reinterpret(200);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200 && bytes.get(JAVA_BYTE, i) != 0; i++) {
            text.append((char) bytes.get(JAVA_BYTE, i));
        }
        return text.toString();
    }

    @SuppressWarnings("CatchingUnchecked") // a method handle declares Throwable
    private Object call(String function, FunctionDescriptor signature, Object... arguments) {
        try {
            return functions.computeIfAbsent(function, _ -> linker.downcallHandle(
                    library.find(function).orElseThrow(() -> new IllegalStateException("no " + function)), signature))
                    .invokeWithArguments(arguments);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
