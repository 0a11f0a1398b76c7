package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.xmp.XmpDirectory;
import dev.likeness.core.Watermark.Corner;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/** What tests see in a picture that was painted in one grey. */
final class Marked {
    /** The seed that makes {@link FlatEngine} paint this grey. */
    static final int GREY = 128;

    /** Differences that JPEG makes by itself are smaller, samples of 255. */
    private static final int NOISE = 6;

    private Marked() {}

    /** Fails unless there is a mark in this corner and nowhere else; without a corner, unless there is none at all. */
    static void in(byte[] file, String corner, String what) {
        BufferedImage picture = picture(file);
        for (Corner each : Corner.values()) {
            boolean left = each == Corner.BOTTOM_LEFT || each == Corner.TOP_LEFT;
            boolean top = each == Corner.TOP_LEFT || each == Corner.TOP_RIGHT;
            int changed = changed(picture, left, top);
            assertThat(changed > 0).as("%s: %d samples of a mark %s", what, changed, each.wireName())
                    .isEqualTo(each.wireName().equals(corner));
        }
    }

    private static BufferedImage picture(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int changed(BufferedImage picture, boolean left, boolean top) {
        int changed = 0;
        int width = picture.getWidth() / 2;
        int height = picture.getHeight() / 2;
        for (int y = top ? 0 : height; y < (top ? height : 2 * height); y++) {
            for (int x = left ? 0 : width; x < (left ? width : 2 * width); x++) {
                changed += Math.abs((picture.getRGB(x, y) & 0xff) - GREY) > NOISE ? 1 : 0;
            }
        }
        return changed;
    }

    /** The label of machine-made content that the file carries. */
    static Map<String, String> label(byte[] file) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (XmpDirectory xmp : ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                    .getDirectoriesOfType(XmpDirectory.class)) {
                new JsonMapper().readTree(xmp.getXmpProperties().getOrDefault("TC260:AIGC", "{}")).properties()
                        .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
            }
        } catch (IOException | ImageProcessingException e) {
            throw new AssertionError(e);
        }
        return fields;
    }
}
