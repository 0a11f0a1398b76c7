package dev.likeness.server;

import static dev.likeness.server.TestService.RESULT;
import static dev.likeness.server.TestService.SUBMIT;
import static dev.likeness.server.TestService.finished;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.order;
import static dev.likeness.server.TestService.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.xmp.XmpDirectory;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.server.TestService.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The marks and labels of the API, seen in the pictures that come back. */
class DeliveryTest {
    private static final String KEY = key("10");
    private static final int GREY = 128;
    private static final String TASK = post(SUBMIT, KEY, order("\"width\":512,\"height\":640,\"seed\":" + GREY)).data()
            .path("task_id").asString();
    private static final byte[] CLEAN = picture("{}");

    @ParameterizedTest
    @CsvSource({"0,false,false", "1,true,false", "2,true,true", "3,false,true"})
    void drawsTheMarkIntoTheCornerThatIsNamed(int position, boolean left, boolean top) throws IOException {
        BufferedImage marked = image(picture("{\"logo_info\":{\"add_logo\":true,\"position\":" + position + "}}"));
        for (boolean l : new boolean[]{true, false}) {
            for (boolean t : new boolean[]{true, false}) {
                int changed = changed(marked, l ? 0 : 256, t ? 0 : 320, 256, 320);
                assertThat(changed > 200).as("left %s, top %s: %d", l, t, changed).isEqualTo(l == left && t == top);
            }
        }
    }

    @Test
    void writesChineseEnglishOrTheClientsWords() throws IOException {
        BufferedImage chinese = image(picture("{\"logo_info\":{\"add_logo\":true,\"language\":0,\"opacity\":1}}"));
        BufferedImage english = image(picture("{\"logo_info\":{\"add_logo\":true,\"language\":1,\"opacity\":1}}"));
        BufferedImage own = image(picture(
                "{\"logo_info\":{\"add_logo\":true,\"logo_text_content\":\"i\",\"language\":1,\"opacity\":\"1\"}}"));
        int[] widths = {width(chinese), width(english), width(own)};
        assertThat(widths[1]).isGreaterThan(2 * widths[0]);
        assertThat(widths[2]).isBetween(1, widths[0] / 3);
    }

    @Test
    void isAsOpaqueAsAskedAndAtFirstAThird() throws IOException {
        int faint = contrast(image(picture("{\"logo_info\":{\"add_logo\":true}}")));
        int full = contrast(image(picture("{\"logo_info\":{\"add_logo\":true,\"opacity\":1}}")));
        assertThat(full).isCloseTo(255 - GREY, within(12));
        assertThat(faint).isCloseTo((int) (0.3 * (255 - GREY)), within(12));
        assertThat(picture("{\"logo_info\":{\"add_logo\":true,\"opacity\":0}}")).isEqualTo(CLEAN);
        assertThat(picture("{\"logo_info\":{\"add_logo\":false,\"opacity\":1}}")).isEqualTo(CLEAN);
    }

    @Test
    void makesAVariantOnceAndKeepsTheOriginalClean() throws IOException {
        String wish = "{\"return_url\":true,\"logo_info\":{\"add_logo\":true,\"position\":2,\"opacity\":0.9}}";
        String first = link(wish);
        String second = link(wish);
        assertThat(first.replaceFirst("\\?.*", "")).isEqualTo(second.replaceFirst("\\?.*", ""));
        assertThat(get(URI.create(first)).response().body()).isEqualTo(get(URI.create(second)).response().body());
        assertThat(link("{\"return_url\":true}").replaceFirst("\\?.*", ""))
                .isNotEqualTo(first.replaceFirst("\\?.*", ""));
        assertThat(picture("{}")).isEqualTo(CLEAN);
        // An original's link does not open its variants.
        String query = link("{\"return_url\":true}").replaceFirst(".*\\?", "");
        assertThat(get(URI.create(first.replaceFirst("\\?.*", "?" + query))).status()).isEqualTo(404);
    }

    @Test
    void remembersTheMarkOfTheOrderUntilToldOtherwise() throws IOException {
        String task = post(SUBMIT, KEY, order("\"width\":512,\"height\":640,\"seed\":" + GREY
                + ",\"logo_info\":{\"add_logo\":true,\"position\":2,\"opacity\":1},"
                + "\"aigc_meta\":{\"content_producer\":\"shop\",\"producer_id\":\"shop-1\"}")).data().path("task_id")
                .asString();
        byte[] remembered = picture(task, "{}");
        assertThat(changed(image(remembered), 0, 0, 256, 320)).isGreaterThan(200);
        assertThat(aigc(remembered)).containsEntry("ContentProducer", "shop").containsEntry("ProduceID", "shop-1");
        byte[] moved = picture(task, "{\"logo_info\":{\"position\":0}}");
        assertThat(changed(image(moved), 0, 0, 256, 320)).isZero();
        assertThat(changed(image(moved), 256, 320, 256, 320)).isGreaterThan(200);
        byte[] none = picture(task, "{\"logo_info\":{\"add_logo\":false},\"aigc_meta\":{\"propagate_id\":\"p\"}}");
        assertThat(changed(image(none), 0, 0, 512, 640)).isZero();
        assertThat(aigc(none)).containsEntry("ContentProducer", "shop").containsEntry("PropagateID", "p");
    }

    @Test
    void labelsTheFileWithWhomTheClientNames() throws IOException {
        assertThat(aigc(CLEAN)).containsEntry("Label", "1").containsEntry("ContentProducer", "Likeness (flat)")
                .containsEntry("ProduceID", TASK).containsEntry("ContentPropagator", "");
        Map<String, String> xmp = xmp(CLEAN);
        assertThat(xmp.get("Iptc4xmpExt:DigitalSourceType"))
                .isEqualTo(DigitalSource.TRAINED_ALGORITHMIC_MEDIA.uri());
        assertThat(xmp.get("likeness:Parameters")).contains("\"seed\":" + GREY).contains("\"width\":512");

        String meta = "\"aigc_meta\":{\"content_producer\":\"厂商 <A&B>\",\"producer_id\":\"id-\\\"1\\\"\","
                + "\"content_propagator\":\"paper\",\"propagate_id\":\"p-9\"}";
        byte[] labelled = picture("{" + meta + "}");
        byte[] both = picture("{\"logo_info\":{\"add_logo\":true}," + meta + "}");
        for (byte[] file : new byte[][]{labelled, both}) {
            assertThat(aigc(file)).containsEntry("ContentProducer", "厂商 <A&B>").containsEntry("ProduceID", "id-\"1\"")
                    .containsEntry("ContentPropagator", "paper").containsEntry("PropagateID", "p-9");
            assertThat(xmp(file)).containsEntry("likeness:Parameters", xmp.get("likeness:Parameters"))
                    .containsEntry("Iptc4xmpExt:DigitalSourceType", xmp.get("Iptc4xmpExt:DigitalSourceType"));
        }
        assertThat(changed(image(labelled), 0, 0, 512, 640)).isZero();
        assertThat(picture("{\"aigc_meta\":{}}")).isEqualTo(CLEAN);
    }

    @Test
    void aVariantIsErasedWithItsOriginal() throws IOException {
        String task = post(SUBMIT, KEY, order("\"width\":512,\"height\":512")).data().path("task_id").asString();
        String wish = "{\"return_url\":true,\"logo_info\":{\"add_logo\":true}}";
        URI variant = URI.create(finishedLink(task, wish));
        String day = variant.getPath().split("/")[2];
        String portrait = variant.getPath().split("/")[3].replaceFirst("-.*", "");
        var folder = TestService.folder().resolve("objects/out").resolve(day);
        assertThat(Files.exists(folder.resolve(portrait + ".variants"))).isTrue();
        new dev.likeness.service.pictures.FileObjects(TestService.folder().resolve("objects"))
                .erase(new dev.likeness.service.ids.ObjectName("out/" + day + "/" + portrait + ".jpg"));
        assertThat(get(variant).status()).isEqualTo(404);
        assertThat(Files.exists(folder.resolve(portrait + ".variants"))).isFalse();
        assertThat(finished(KEY, question(task, wish), RESULT).data().path("status").asString()).isEqualTo("expired");
    }

    private static String question(String task, String reqJson) {
        return "{\"task_id\":\"" + task + "\",\"req_json\":" + reqJson + "}";
    }

    private static String link(String reqJson) {
        return finishedLink(TASK, reqJson);
    }

    private static String finishedLink(String task, String reqJson) {
        return finished(KEY, question(task, reqJson), RESULT).data().path("image_urls").path(0).asString();
    }

    private static byte[] picture(String reqJson) {
        return picture(TASK, reqJson);
    }

    private static byte[] picture(String task, String reqJson) {
        Reply done = finished(KEY, question(task, reqJson), RESULT);
        return Base64.getDecoder().decode(done.data().path("binary_data_base64").path(0).asString());
    }

    private static BufferedImage image(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static int changed(BufferedImage image, int left, int top, int width, int height) {
        int changed = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                changed += Math.abs((image.getRGB(x, y) & 0xff) - GREY) > 12 ? 1 : 0;
            }
        }
        return changed;
    }

    /** Of what is drawn, pixels. */
    private static int width(BufferedImage image) {
        int first = image.getWidth();
        int last = -1;
        for (int x = 0; x < image.getWidth(); x++) {
            if (changed(image, x, 0, 1, image.getHeight()) > 0) {
                first = Math.min(first, x);
                last = x;
            }
        }
        return last - first + 1;
    }

    /** How much lighter than the ground the lightest letters are. */
    private static int contrast(BufferedImage image) {
        int lightest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                lightest = Math.max(lightest, (image.getRGB(x, y) >> 8 & 0xff) - GREY);
            }
        }
        return lightest;
    }

    private static Map<String, String> xmp(byte[] file) throws IOException {
        try {
            Map<String, String> found = new HashMap<>();
            for (XmpDirectory directory : ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                    .getDirectoriesOfType(XmpDirectory.class)) {
                found.putAll(directory.getXmpProperties());
            }
            return found;
        } catch (com.drew.imaging.ImageProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> aigc(byte[] file) throws IOException {
        Map<String, String> fields = new HashMap<>();
        new JsonMapper().readTree(xmp(file).getOrDefault("TC260:AIGC", "{}")).properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        return fields;
    }
}
