package dev.likeness.studio.grade;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.studio.backdrop.Focus;
import dev.likeness.studio.grade.Recipe.Tint;
import dev.likeness.studio.plan.GradeName;
import java.util.Optional;

/**
 * From linear light to the finished picture: white balance, bloom, vignette, encoding, tone curve, split tone, grain,
 * dither, in one pass over the rows.
 *
 * <p>
 * Light first: bloom (what lies above 0.55 spreads over a tenth of the face, as in an emulsion) and vignette are products
 * and sums of light and happen before encoding. The tone curve then acts 60 % on each channel, which compresses colour
 * in the highlights like film does, and 40 % on the luma as a common factor, which keeps hues: per channel alone turns
 * skin orange, luma alone looks digital. The split tone colours shadows and highlights apart; colours in the range of
 * skin are partly spared, in every grade. Grain lies over the whole picture, strongest in mid-tones: it is what binds the
 * sitter and a painted ground into one photograph.
 *
 * <p>
 * Dither of less than half a code breaks up bands yet leaves every value that already is a whole code as it is: a flat
 * identity ground survives exactly, and the neutral grade with grain and vignette off is the identity.
 */
public final class FilmGrade {
    private static final float PER_CHANNEL = 0.6f;
    private static final float DITHER = 0.9f;

    private final Raster picture;
    private final Recipe recipe;
    private final Grading context;
    private final Optional<Bloom> bloom;
    private final Optional<Grain> grain;

    private FilmGrade(Raster picture, Recipe recipe, Grading context) {
        this.picture = picture;
        this.recipe = recipe;
        this.context = context;
        this.bloom = recipe.bloom() > 0 ? Bloom.of(picture, context.focus()) : Optional.empty();
        this.grain = context.grain() ? Optional.of(Grain.of(context.seed())) : Optional.empty();
    }

    /**
     * Develops a picture.
     *
     * @param linearBgr linear light, three channels, 1 = white; not modified
     * @return 8-bit sRGB samples, B G R
     */
    public static byte[] apply(Raster linearBgr, GradeName name, Grading context) {
        if (linearBgr.channels() != 3) {
            throw new IllegalArgumentException("a picture has three channels, not " + linearBgr.channels());
        }
        return new FilmGrade(linearBgr, Recipe.of(name), context).develop();
    }

    private byte[] develop() {
        byte[] bgr = new byte[picture.data().length];
        Rows.parallel(picture.height(), (from, to) -> {
            Pixel pixel = new Pixel();
            for (int y = from; y < to; y++) {
                row(y, pixel, bgr);
            }
        });
        return bgr;
    }

    private void row(int y, Pixel pixel, byte[] bgr) {
        float[] light = picture.data();
        Tint balance = recipe.balance();
        Vignette vignette = Vignette.of(picture, context, recipe);
        for (int x = 0; x < picture.width(); x++) {
            int at = picture.at(x, y);
            float gain = vignette.at(x, y);
            float b = light[at];
            float g = light[at + 1];
            float r = light[at + 2];
            if (bloom.isPresent()) {
                float[] spread = bloom.get().sample(x, y, pixel.spread);
                b += recipe.bloom() * 0.85f * spread[0];
                g += recipe.bloom() * 0.95f * spread[1];
                r += recipe.bloom() * spread[2];
            }
            pixel.encode(b * gain * balance.b(), g * gain * balance.g(), r * gain * balance.r(), recipe);
            float speck = grain.isPresent() ? recipe.grain() * grain.get().at(x, y) : 0;
            pixel.finish(recipe, speck);
            float shake = DITHER * (hash(at) - 0.5f);
            bgr[at] = code(pixel.b, shake);
            bgr[at + 1] = code(pixel.g, shake);
            bgr[at + 2] = code(pixel.r, shake);
        }
    }

    private static byte code(float value, float shake) {
        return (byte) Math.clamp((int) (value * 255 + 0.5f + shake), 0, 255);
    }

    /** A number 0..1 of a place in the picture; the same in every run. */
    private static float hash(int at) {
        int h = at * 0x9E3779B1;
        h = (h ^ (h >>> 15)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return ((h ^ (h >>> 16)) >>> 8) * (1f / (1 << 24));
    }

    /** One pixel on its way; reused along a band. */
    private static final class Pixel {
        private float b;
        private float g;
        private float r;
        private float luma;
        private final float[] spread = new float[3];

        void encode(float lightB, float lightG, float lightR, Recipe recipe) {
            if (recipe.saturation() == 0) {
                // A little more red than the eye's own weights, as through a pale yellow filter: smoother skin.
                float silver = Srgb.fromLinear(0.10f * lightB + 0.55f * lightG + 0.35f * lightR);
                b = silver;
                g = silver;
                r = silver;
            } else {
                b = Srgb.fromLinear(lightB);
                g = Srgb.fromLinear(lightG);
                r = Srgb.fromLinear(lightR);
            }
            luma = 0.0722f * b + 0.7152f * g + 0.2126f * r;
        }

        void finish(Recipe recipe, float speck) {
            Curve curve = recipe.curve();
            float skin = recipe.protection() * skin();
            float ratio = (1 - PER_CHANNEL) * (luma < 1e-4f ? 1 : curve.at(luma) / luma);
            float tone = luma;
            b = PER_CHANNEL * curve.at(b) + ratio * b;
            g = PER_CHANNEL * curve.at(g) + ratio * g;
            r = PER_CHANNEL * curve.at(r) + ratio * r;
            float grey = 0.0722f * b + 0.7152f * g + 0.2126f * r;
            float saturation = recipe.saturation();
            float dark = (1 - tone) * (1 - tone) * Math.min(1, tone * 8) * (1 - skin);
            float bright = tone * tone * (1 - skin);
            float weight = speck * (0.30f + 2.8f * tone * (1 - tone));
            Tint shadows = recipe.shadows();
            Tint lights = recipe.lights();
            b = grey + saturation * (b - grey) + dark * shadows.b() + bright * lights.b() + weight;
            g = grey + saturation * (g - grey) + dark * shadows.g() + bright * lights.g() + weight;
            r = grey + saturation * (r - grey) + dark * shadows.r() + bright * lights.r() + weight;
        }

        /** How much the colour is like skin of any depth, 0..1: red over green over blue, green about midway. */
        private float skin() {
            float span = r - b;
            if (span <= 0.02f) {
                return 0;
            }
            float chroma = Math.clamp((span / r - 0.10f) / 0.15f, 0f, 1f);
            float hue = Math.clamp((0.30f - Math.abs((g - b) / span - 0.42f)) / 0.12f, 0f, 1f);
            return chroma * hue;
        }
    }

    /** Light lost with the distance from the face; nothing is lost within a face width and a half. */
    private record Vignette(Focus focus, float strength, double inner, double outer) {
        static Vignette of(Raster picture, Grading context, Recipe recipe) {
            Focus focus = context.focus();
            double farX = Math.max(focus.centreX(), picture.width() - focus.centreX());
            double farY = Math.max(focus.centreY(), picture.height() - focus.centreY());
            double outer = Math.max(1, Math.hypot(farX, farY));
            return new Vignette(focus, context.vignette() ? recipe.vignette() : 0,
                    Math.min(0.9 * focus.faceWidth(), 0.5 * outer), outer);
        }

        float at(int x, int y) {
            if (strength == 0) {
                return 1;
            }
            double dx = x - focus.centreX();
            double dy = y - focus.centreY();
            double distance = Math.sqrt(dx * dx + dy * dy);
            float t = (float) Math.clamp((distance - inner) / (outer - inner), 0.0, 1.0);
            return 1 - strength * t * t * (3 - 2 * t);
        }
    }
}
