package dev.likeness.imaging;

import static dev.likeness.imaging.Quadrants.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Photo;
import dev.likeness.imaging.heif.HeifReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/files.md: measured here, of the files of FormatsTest and those of {@code heif/make.py} and of some that are turned by their
 * metadata, and written with {@code -Dfiles.write=true}. HEIC and AVIF are held to what each file may differ, and their rows
 * not compared: versions of libheif interpolate colour in different ways.
 */
class FilesTableTest {
    private static final Path PAGE = Path.of("..", "docs", "files.md");
    private static final String BEGIN = "<!-- measured by FilesTableTest -->\n";
    private static final String END = "<!-- end of what is measured -->\n";

    /** What a row is about. */
    private record Key(String format, String depth, String colours, String orientation) {}

    /** Files of a kind, what they were held against, and the worst of them. */
    private static final class Row {
        private final Set<String> kinds = new LinkedHashSet<>();
        private final Set<String> decoders = new TreeSet<>();
        private int worst;

        void add(String kind, String decoder, int difference) {
            kinds.add(kind);
            decoders.add(decoder);
            worst = Math.max(worst, difference);
        }
    }

    private final Map<Key, Row> rows = new LinkedHashMap<>();

    @Test
    void theTableOfThePageIsWhatIsMeasured() throws IOException {
        boolean heif = HeifReader.ofSystem().readsHeic() && HeifReader.ofSystem().readsAvif();
        measure("formats/", "formats.tsv");
        turned();
        if (heif) {
            measure("heif/", "heif.tsv");
        }
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        assertThat(from).as("the mark in docs/files.md").isGreaterThan(BEGIN.length()).isLessThanOrEqualTo(to);
        if (Boolean.getBoolean("files.write")) {
            assertThat(heif).as("libheif, without which the table would lose rows").isTrue();
            Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(to));
        } else {
            List<String> measured = table().lines().filter(line -> !isHeif(line)).toList();
            List<String> written = page.substring(from, to).lines().filter(line -> !isHeif(line)).toList();
            assertThat(written).as("made with -Dfiles.write=true").isEqualTo(measured);
        }
    }

    private static boolean isHeif(String line) {
        return line.startsWith("| HEIC") || line.startsWith("| AVIF");
    }

    private void measure(String folder, String list) throws IOException {
        for (String line : new String(resource(folder + list), StandardCharsets.UTF_8).lines()
                .filter(each -> !each.startsWith("#")).toList()) {
            String[] cells = line.split("\t", -1);
            BufferedImage reference = ImageIO.read(new ByteArrayInputStream(resource(folder + cells[1])));
            Photo photo = PhotoDecoder.decode(resource(folder + cells[0]));
            assertThat(photo.width() + "x" + photo.height()).as(cells[0])
                    .isEqualTo(reference.getWidth() + "x" + reference.getHeight());
            int difference = FormatsTest.largestDifference(photo, reference);
            assertThat(difference).as("largest difference of " + cells[0])
                    .isLessThanOrEqualTo(Integer.parseInt(cells[3]));
            row(cells[0]).add(kind(cells[0]), cells[2], difference);
        }
    }

    private Row row(String file) {
        String name = file.substring(0, file.lastIndexOf('.'));
        String format = switch (name.replaceFirst("-.*", "")) {
            case "webp" -> "WebP";
            case String other -> other.toUpperCase(java.util.Locale.ROOT);
        };
        return rows.computeIfAbsent(new Key(format, depth(name), colours(name),
                name.matches(".*turned-[2-8]") ? "2 to 8" : name.contains("turned") && !name.endsWith("1") ? "6" : "1"),
                _ -> new Row());
    }

    private static String depth(String name) {
        if (name.matches("(heic|avif)-1[02]")) {
            return name.substring(name.length() - 2);
        }
        if (name.contains("float32")) {
            return "32, float";
        }
        if (name.matches(".*(rgb|rgba|grey|grey-alpha|cmyk)16.*")) {
            return "16";
        }
        if (name.matches(".*(palette|grey)[124]\\b.*|bmp-[14]\\b.*|.*(ccitt|bilevel).*")) {
            return "1 to 4";
        }
        return name.startsWith("bmp-16") ? "5 and 6" : "8";
    }

    private static String colours(String name) {
        if (name.contains("p3")) {
            return name.endsWith("numbers") ? "Display P3, by numbers" : "Display P3, by a profile";
        }
        if (name.contains("adobe")) {
            return "Adobe RGB, by a profile";
        }
        if (name.contains("cmyk") || name.contains("ycck")) {
            return name.contains("profile") ? "CMYK, by a profile" : "CMYK";
        }
        if (name.contains("grey") || name.matches(".*(ccitt|bilevel).*")) {
            return name.contains("profile") ? "grey, by a profile" : "grey";
        }
        return name.contains("palette") || name.startsWith("gif") || name.matches("bmp-[148]\\b.*")
                ? "palette"
                : "sRGB";
    }

    private static String kind(String file) {
        String name = file.substring(0, file.lastIndexOf('.'));
        return name.contains("-") ? name.substring(name.indexOf('-') + 1).replace('-', ' ') : "plain";
    }

    /** Files of the usual kinds with an orientation in their metadata, against their reference turned the same way. */
    private void turned() throws IOException {
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(resource("formats/png-rgb8.png")));
        for (int orientation = 2; orientation <= 8; orientation++) {
            byte[] exif = Surgery.exif(orientation, ByteOrder.BIG_ENDIAN);
            byte[] jpeg = resource("formats/jpeg-444.jpg");
            Key key = new Key("JPEG", "8", "sRGB", "2 to 8");
            add(key, "444", Surgery.intoJpeg(jpeg, exif), PhotoDecoder.decode(jpeg), orientation);
            byte[] webp = resource("formats/webp-lossless.webp");
            add(new Key("WebP", "8", "sRGB", "2 to 8"), "lossless",
                    Surgery.intoWebp(webp, upright.getWidth(), upright.getHeight(), exif), PhotoDecoder.decode(webp),
                    orientation);
            byte[] png = png(upright);
            add(new Key("PNG", "8", "sRGB", "2 to 8"), "rgb8", Surgery.intoPng(png, "eXIf", exif),
                    PhotoDecoder.decode(png), orientation);
            add(new Key("TIFF", "8", "sRGB", "2 to 8"), "rgb8", Surgery.tiff(upright, orientation,
                    ByteOrder.LITTLE_ENDIAN), PhotoDecoder.decode(png), orientation);
        }
    }

    private void add(Key key, String kind, byte[] file, Photo stored, int orientation) {
        Photo photo = PhotoDecoder.decode(file);
        BufferedImage expected = new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < stored.height(); y++) {
            for (int x = 0; x < stored.width(); x++) {
                int right = stored.width() - 1 - x;
                int up = stored.height() - 1 - y;
                int[] place = switch (orientation) { // EXIF: where the first row and column of the file belong
                    case 2 -> new int[]{right, y};
                    case 3 -> new int[]{right, up};
                    case 4 -> new int[]{x, up};
                    case 5 -> new int[]{y, x};
                    case 6 -> new int[]{up, x};
                    case 7 -> new int[]{up, right};
                    default -> new int[]{y, right};
                };
                int at = 3 * (y * stored.width() + x);
                expected.setRGB(place[0], place[1], (stored.bgr()[at + 2] & 0xff) << 16
                        | (stored.bgr()[at + 1] & 0xff) << 8 | stored.bgr()[at] & 0xff);
            }
        }
        rows.computeIfAbsent(key, _ -> new Row()).add(kind, "the same file upright",
                FormatsTest.largestDifference(photo, expected));
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private String table() {
        StringBuilder text = new StringBuilder("| format | bits | colours | orientation | kinds | held against |"
                + " difference |\n|---|---|---|---|---|---|---|\n");
        List<Map.Entry<Key, Row>> sorted = new ArrayList<>(rows.entrySet());
        List<String> formats = rows.keySet().stream().map(Key::format).distinct().toList();
        sorted.sort(java.util.Comparator.comparingInt(entry -> formats.indexOf(entry.getKey().format())));
        for (Map.Entry<Key, Row> entry : sorted) {
            Key key = entry.getKey();
            Row row = entry.getValue();
            text.append("| ").append(key.format()).append(" | ").append(key.depth()).append(" | ")
                    .append(key.colours()).append(" | ").append(key.orientation()).append(" | ")
                    .append(String.join(", ", row.kinds)).append(" | ").append(String.join("; ", row.decoders))
                    .append(" | ").append(row.worst).append(" |\n");
        }
        return text.toString();
    }
}
