package dev.likeness.imaging;

import static dev.likeness.imaging.Quadrants.assertColour;
import static dev.likeness.imaging.Quadrants.assertColours;
import static dev.likeness.imaging.Quadrants.assertUpright;
import static dev.likeness.imaging.Quadrants.file;
import static dev.likeness.imaging.Quadrants.image;
import static dev.likeness.imaging.Quadrants.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoDecoderTest {
    @ParameterizedTest
    @CsvSource({"png,0", "jpeg,14", "bmp,0", "tiff,0"})
    void decodesOrdinaryFilesWithoutComment(String format, int tolerance) {
        Photo photo = PhotoDecoder.decode(file(format, image(BufferedImage.TYPE_INT_RGB)));
        assertUpright(photo, tolerance);
        assertThat(photo.notes()).isEmpty();
        assertThat(photo.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void decodesWebPLossyAndLossless() {
        assertUpright(PhotoDecoder.decode(resource("lossy.webp")), 14);
        Photo transparent = PhotoDecoder.decode(resource("transparent.webp"));
        assertColours(transparent, 1, Quadrants.RED, Quadrants.GREEN, Quadrants.BLUE, Color.WHITE);
        assertThat(notes(transparent)).containsExactly("transparent parts of the photo were filled with white");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void setsEveryFormatUprightWhateverTheOrientation(int orientation) {
        byte[] exif = Surgery.exif(orientation, ByteOrder.BIG_ENDIAN);
        BufferedImage stored = asStoredBy(orientation);
        assertUpright(PhotoDecoder.decode(Surgery.intoJpeg(file("jpeg", stored), exif)), 14);
        assertUpright(PhotoDecoder.decode(Surgery.intoPng(file("png", stored), "eXIf", exif)), 0);
        byte[] little = Surgery.concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII),
                Surgery.exif(orientation, ByteOrder.LITTLE_ENDIAN));
        assertUpright(PhotoDecoder.decode(Surgery.intoPng(file("png", stored), "eXIf", little)), 0);
        assertUpright(PhotoDecoder.decode(Surgery.tiff(stored, orientation, ByteOrder.BIG_ENDIAN)), 0);
        assertUpright(PhotoDecoder.decode(Surgery.tiff(stored, orientation, ByteOrder.LITTLE_ENDIAN)), 0);
        assertUpright(PhotoDecoder.decode(
                Surgery.intoWebp(losslessWebp(stored), stored.getWidth(), stored.getHeight(), exif)), 0);
    }

    @Test
    void setsWebPUpright() {
        Photo photo = PhotoDecoder.decode(resource("turned.webp"));
        assertThat(photo.width()).isEqualTo(64);
        assertColours(photo, 1, Quadrants.BLUE, Quadrants.RED, Quadrants.WHITE, Quadrants.GREEN);
    }

    @Test
    void ignoresOrientationsThatDoNotExistAndExifThatIsDamaged() {
        byte[] jpeg = file("jpeg", image(BufferedImage.TYPE_INT_RGB));
        assertUpright(PhotoDecoder.decode(Surgery.intoJpeg(jpeg, Surgery.exif(9, ByteOrder.BIG_ENDIAN))), 14);
        assertUpright(PhotoDecoder.decode(Surgery.intoJpeg(jpeg, new byte[]{'M', 'M', 0, 42, 127, 0, 0, 0})), 14);
        assertUpright(PhotoDecoder.decode(Surgery.intoJpeg(jpeg, new byte[0])), 14);
    }

    @Test
    void convertsPrintingColoursOfJpegAndSaysSo() {
        Photo adobe = PhotoDecoder.decode(resource("adobe-cmyk.jpg"));
        assertThat(notes(adobe)).singleElement().asString().contains("CMYK");
        assertWarmLeftAndLightCorner(adobe);
    }

    @Test
    void roundsSixteenBitsToEight() {
        var colours = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, 1,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = colours.createCompatibleWritableRaster(96, 64);
        raster.setPixels(0, 0, 96, 64, fill(96 * 64, 65535, 32896, 128));
        Photo photo = PhotoDecoder.decode(file("png", new BufferedImage(colours, raster, false, null)));
        assertColour(photo, 40, 40, new Color(255, 128, 0), 0);
    }

    @Test
    void keepsGreyAsItIsStored() {
        for (int type : new int[]{BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage grey = new BufferedImage(96, 64, type);
            int sample = type == BufferedImage.TYPE_BYTE_GRAY ? 100 : 100 * 257;
            grey.getRaster().setSamples(0, 0, 96, 64, 0, fill(96 * 64, sample));
            assertColour(PhotoDecoder.decode(file("png", grey)), 50, 30, new Color(100, 100, 100), 0);
        }
        BufferedImage grey = new BufferedImage(96, 64, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSamples(0, 0, 96, 64, 0, fill(96 * 64, 100));
        assertColour(PhotoDecoder.decode(file("jpeg", grey)), 50, 30, new Color(100, 100, 100), 1);
    }

    @Test
    void readsPalettesWithTransparencyAndBlackAndWhite() {
        byte[] red = {(byte) 200, 30, 20, 0};
        byte[] green = {30, (byte) 180, 40, 0};
        byte[] blue = {30, 40, (byte) 200, 0};
        byte[] alpha = {-1, -1, -1, 0};
        BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(2, 4, red, green, blue, alpha));
        for (int i = 0; i < 4; i++) {
            image.getRaster().setSamples(i % 2 * 48, i / 2 * 32, 48, 32, 0, fill(48 * 32, i));
        }
        for (String format : List.of("png", "gif")) {
            Photo photo = PhotoDecoder.decode(file(format, image));
            assertColours(photo, 0, Quadrants.RED, Quadrants.GREEN, Quadrants.BLUE, Color.WHITE);
            assertThat(photo.notes()).hasSize(1);
        }
        Photo bits = PhotoDecoder.decode(file("png", image(BufferedImage.TYPE_BYTE_BINARY)));
        assertColour(bits, 72, 48, Color.WHITE, 0);
    }

    @Test
    void laysHalfTransparentPixelsOverWhite() {
        BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 96; x++) {
                image.setRGB(x, y, 0x80ff0000);
            }
        }
        assertColour(PhotoDecoder.decode(file("png", image)), 10, 10, new Color(255, 127, 127), 0);
    }

    @Test
    void followsColourProfilesOfPngAndJpeg() {
        byte[] swapped = profileWithRedAndGreenSwapped();
        byte[] chunk = Surgery.concat("odd\0\0".getBytes(StandardCharsets.US_ASCII), Surgery.deflate(swapped));
        byte[] png = Surgery.intoPng(file("png", image(BufferedImage.TYPE_INT_RGB)), "iCCP", chunk);
        Photo photo = PhotoDecoder.decode(png);
        assertColour(photo, 24, 16, new Color(30, 200, 30), 3);
        assertColour(photo, 72, 16, new Color(180, 30, 40), 3);
        byte[] jpegBlock = Surgery.concat("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII), new byte[]{1, 1},
                swapped);
        byte[] jpeg = Surgery.jpegSegment(file("jpeg", image(BufferedImage.TYPE_INT_RGB)), 0xe2, jpegBlock);
        assertColour(PhotoDecoder.decode(jpeg), 24, 16, new Color(30, 200, 30), 14);
    }

    @Test
    void leavesADamagedProfileAsideAndSaysSo() {
        for (byte[] profile : List.of(new byte[300], new byte[64 << 20])) {
            byte[] chunk = Surgery.concat("bad\0\0".getBytes(StandardCharsets.US_ASCII), Surgery.deflate(profile));
            Photo photo = PhotoDecoder
                    .decode(Surgery.intoPng(file("png", image(BufferedImage.TYPE_INT_RGB)), "iCCP", chunk));
            assertUpright(photo, 0);
            assertThat(notes(photo)).singleElement().asString().contains("profile");
        }
    }

    @Test
    void takesTheFirstFrameOfAnimationsAndTheFirstPageOfSeveral() throws IOException {
        byte[] gif = sequence("gif", image(BufferedImage.TYPE_INT_RGB), new BufferedImage(96, 64, 1));
        byte[] tiff = sequence("tiff", image(BufferedImage.TYPE_INT_RGB), new BufferedImage(96, 64, 1));
        byte[] apng = Surgery.intoPng(file("png", image(BufferedImage.TYPE_INT_RGB)), "acTL",
                new byte[]{0, 0, 0, 2, 0, 0, 0, 0});
        byte[] webp = resource("animated.webp");
        for (byte[] file : List.of(gif, tiff, apng, webp)) {
            Photo photo = PhotoDecoder.decode(file);
            assertUpright(photo, 25); // a GIF's palette is coarse
            assertThat(notes(photo)).singleElement().asString().contains("first");
        }
    }

    @Test
    void reducesLargePhotosByAreaAverageAndSaysSo() {
        BufferedImage large = new BufferedImage(6000, 4000, BufferedImage.TYPE_3BYTE_BGR);
        Quadrants.paint(large);
        Photo photo = PhotoDecoder.decode(file("png", large));
        assertThat(photo.width()).isEqualTo(4096);
        assertThat(photo.height()).isEqualTo(2731);
        assertUpright(photo, 0);
        assertThat(notes(photo)).containsExactly("the photo was reduced from 6000x4000 to 4096x2731 pixels");
    }

    private static byte[] losslessWebp(BufferedImage image) {
        try (PointerScope _ = new PointerScope()) {
            Mat pixels = new Mat(image.getHeight(), image.getWidth(), opencv_core.CV_8UC3);
            pixels.data().put(PhotoDecoder.decode(file("png", image)).bgr());
            BytePointer file = new BytePointer();
            opencv_imgcodecs.imencode(".webp", pixels, file,
                    new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101));
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    private static void assertWarmLeftAndLightCorner(Photo photo) {
        int red = (16 * 96 + 24) * 3;
        assertThat(photo.bgr()[red + 2] & 0xff).isGreaterThan(150);
        assertThat(photo.bgr()[red] & 0xff).isLessThan(90);
        assertThat(photo.bgr()[(48 * 96 + 72) * 3] & 0xff).isGreaterThan(220);
    }

    private static byte[] sequence(String format, BufferedImage... frames) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        }
        return bytes.toByteArray();
    }

    private static byte[] profileWithRedAndGreenSwapped() {
        ICC_Profile odd = ICC_Profile.getInstance(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        byte[] red = odd.getData(ICC_Profile.icSigRedColorantTag);
        odd.setData(ICC_Profile.icSigRedColorantTag, odd.getData(ICC_Profile.icSigGreenColorantTag));
        odd.setData(ICC_Profile.icSigGreenColorantTag, red);
        return odd.getData();
    }

    /** The picture as a camera held that way stores it: undoing the turn gives the quadrants. */
    private static BufferedImage asStoredBy(int orientation) {
        BufferedImage upright = image(BufferedImage.TYPE_INT_RGB);
        boolean swaps = orientation >= 5;
        BufferedImage stored = new BufferedImage(swaps ? 64 : 96, swaps ? 96 : 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 96; x++) {
                // Row and column counted from where the tag says the stored picture's own first row and column lie.
                int right = 95 - x;
                int bottom = 63 - y;
                int[] at = switch (orientation) {
                    case 1 -> new int[]{x, y}; // row 0 at the top, column 0 at the left
                    case 2 -> new int[]{right, y}; // top, right
                    case 3 -> new int[]{right, bottom}; // bottom, right
                    case 4 -> new int[]{x, bottom}; // bottom, left
                    case 5 -> new int[]{y, x}; // left, top
                    case 6 -> new int[]{y, right}; // right, top
                    case 7 -> new int[]{bottom, right}; // right, bottom
                    default -> new int[]{bottom, x}; // left, bottom
                };
                stored.setRGB(at[0], at[1], upright.getRGB(x, y));
            }
        }
        return stored;
    }

    private static int[] fill(int pixels, int... sample) {
        int[] samples = new int[pixels * sample.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample[i % sample.length];
        }
        return samples;
    }

    private static List<String> notes(Photo photo) {
        List<String> texts = new ArrayList<>();
        for (Note note : photo.notes()) {
            assertThat(note.kind()).isEqualTo(Note.Kind.PHOTO);
            texts.add(note.text());
        }
        return texts;
    }
}
