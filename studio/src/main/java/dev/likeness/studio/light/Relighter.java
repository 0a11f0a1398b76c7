package dev.likeness.studio.light;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.pixel.Srgb;
import java.util.Arrays;

/**
 * Relights the sitter: computes a gain for each pixel of linear light.
 *
 * <p>The sitter's {@link Relief} is lit by a key with a soft cast shadow ({@link CastShadow}), a fill and the room, and
 * divided by the light in which the photo was taken, as estimated from the face ({@link PhotoLight}). Well lit skin
 * keeps its brightness, so that the setup changes the shape of the light and not the exposure. The key is on the side
 * that is brighter in the photo, because light cannot be moved across a nose that already casts a shadow. The effect is
 * weaker where face or matte are uncertain. Runs at the relief's size; light has no finer detail.
 */
public final class Relighter {
    /** Smoothing of the gains' logarithms on the face, spans: a gradient may be no steeper in the dark. By eye. */
    private static final double GAIN_SMOOTHED = 0.03;
    /** Share of face nearby from which gains are the face's own, and the reciprocal of its rise to all of it. */
    private static final float ON_FROM = 0.3f;
    private static final float ON = 1 / 0.55f;
    /** If the right cheek is this many times as bright as the left one, the key is on the right. */
    private static final double TURNS_ABOVE = 1.06;

    /** Parameters of the lamps beside those of {@link LightSetup}. By eye on the public-domain sitters. */
    private static final class Lamps {
        /** Cosines past the terminator that still get light, of the key for each radian of its radius, and of the fill. */
        static final double KEY_WRAP = 0.45;
        static final double FILL_WRAP = 0.3;
        /** The fill is opposite the key: its x as a factor of the key's, and its y (negative is above the camera). */
        static final double FILL_OPPOSITE = -0.35;
        static final double FILL_HEIGHT = -0.1;
        /** No place is nearer than this share of the distance from lamp to face. */
        static final double CLOSEST = 0.75;
        /** Share of the colour of the scene's surroundings that the fill takes. */
        static final double TINTED_FILL = 0.5;

        private Lamps() {}
    }

    /** The light from behind, opposite the key, on what turns away from the camera. By eye. */
    private static final class Behind {
        static final LightSetup.Direction LEFT = new LightSetup.Direction(-0.80, -0.32, -0.50);
        /** Its light at perpendicular incidence, as a share of lit skin, for each unit of its strength. */
        static final double POWER = 0.75;
        static final double MOST = 1.3;
        /** Cosine up to which it has no effect, so that it does not reach the cheek. */
        static final double GRAZING = 0.08;

        private Behind() {}
    }

    /**
     * Off the face the relief is only an estimate: cast shadows are weaker there, and no light ends suddenly: a dark band
     * on a white collar is taken for dirt. Lengths in spans. By eye.
     */
    private static final class OffTheFace {
        static final double SHADOW = 0.45;
        static final double SMOOTHED = 0.10;
        static final double REACH = 0.10;
        /** Smoothing of the gains' logarithms. */
        static final double GAIN_SMOOTHED = 0.06;
        /** Width of the transition from face to body. */
        static final double RIM = 0.09;

        private OffTheFace() {}
    }

    /** Normalization of the gains to the photo's exposure. By eye. */
    private static final class Level {
        /** The quantile of the skin's new light that keeps the photo's brightness, and a share of it. */
        static final double LIT = 0.82;
        static final double SHARE = 0.85;
        /** The least and the largest gain; with larger ones noise is visible. */
        static final double LEAST = 0.05;
        static final double MOST = 2.2;
        /** Skin mask from which a pixel is skin. */
        static final float SKIN = 0.5f;

        private Level() {}
    }

    /**
     * Light that is scattered in skin is red, so shade on skin is warmer than its colour made darker, which looks grey.
     * By eye.
     */
    private static final class Skin {
        /** By how much the logarithm of a gain below 1 is larger: B, G, R. */
        static final double[] SHADE = {0.16, 0.02, -0.10};
        /** Difference of red and blue over their sum, linear, of skin that gets all of it; grey skin gets none. */
        static final double COLOURFUL = 0.3;
        static final double GREY = 0.04;
        /** Share of it in warm light, and the warmth, red over blue, from which light is warm. */
        static final double LEAST = 0.25;
        static final double WARM = 1.45;

        private Skin() {}
    }

    /** The effect when face or matte are uncertain. */
    private static final class Doubt {
        /** Turn of the head, degrees, up to which the mesh is trusted, and from which it is least. */
        static final double TURNED = 38;
        static final double AWAY = 62;
        /** Share of the strength that is left for a head that is turned away. */
        static final double LEAST = 0.45;

        private Doubt() {}
    }

    /**
     * Hard light in the photo, mostly the sun: its shadows stay where they are, and a lamp's shadow beside them makes half a face
     * black. By eye on the hardest of the public-domain sitters.
     */
    private static final class Own {
        /** Brighter over darker half of the face, linear luminance. */
        static final double FROM = 1.6;
        static final double FULLY = 3;
        /** x of the key's direction up to which a lamp is frontal, and from which it is at the side. */
        static final double FRONTAL = 0.35;
        static final double ASIDE = 0.65;
        /** Share of the strength that is lost. */
        static final double LESS = 0.6;

        private Own() {}
    }

    private Relighter() {}

    /**
     * The sitter's picture and masks.
     *
     * @param bgr   sRGB 0 to 1
     * @param skin  mask of the same size
     * @param alpha of the sitter, same size
     * @param face  in their pixels
     * @param trust in the matte, 0 to 1
     */
    public record Sitting(Raster bgr, Raster skin, Raster alpha, Face face, double trust) {}

    /**
     * Gains, and from which side the key light comes.
     *
     * @param gain    three channels (B, G, R), as large as the sitter's alpha
     * @param keyLeft whether the key stands to the left of the picture
     * @param rim     strength of the light from behind, see {@link LightSetup}
     * @param scene   the light of the scene
     */
    public record Lighting(Enlargement gain, boolean keyLeft, double rim, SceneLight scene) {}

    /**
     * Whether the key must come from the right, since it does in the photo.
     *
     * @param right mean luminance of the right cheek over that of the left one
     */
    public static boolean keyRight(double right) {
        return right > TURNS_ABOVE;
    }

    /**
     * @param right mean luminance of the right cheek over that of the left one in the photo
     */
    public static Lighting light(Sitting sitting, LightSetup named, double right, SceneLight scene) {
        LightSetup here = named.moved(scene.side(), scene.height());
        LightSetup setup = keyRight(right) ? here.mirrored() : here;
        Raster alpha = sitting.alpha;
        boolean keyLeft = !keyRight(right);
        double rim = Math.max(setup.rim(), scene.power());
        double strength = setup.strength() * sitting.trust * trust(sitting.face);
        if (strength == 0) {
            Raster none = Raster.blank(1, 1, 3);
            Arrays.fill(none.data(), 1);
            return new Lighting(new Enlargement(none, alpha.width(), alpha.height()), keyLeft, setup.rim(), scene);
        }
        Relief relief = Relief.of(alpha, sitting.face);
        int width = relief.height().width();
        int height = relief.height().height();
        Raster skin = Resampling.averaged(sitting.skin, width, height);
        Raster linear = linear(Resampling.averaged(sitting.bgr, width, height));
        Raster old = PhotoLight.of(relief, linear, skin).taken(relief, linear, skin);
        Raster light = lit(relief, setup, scene, Brim.of(relief, skin));
        level(light, relief, skin, setup.exposure());
        gain(light, old, relief, strength * besideOwn(setup, right), shade(linear, skin, scene.warmth()));
        behind(light, old, relief, keyLeft, strength * rim, scene.rim());
        return new Lighting(new Enlargement(light, alpha.width(), alpha.height()), keyLeft, rim, scene);
    }

    private static double trust(Face face) {
        double turned = Math.max(Math.abs(face.pose().yaw()), Math.abs(face.pose().pitch()));
        double away = Math.clamp((turned - Doubt.TURNED) / (Doubt.AWAY - Doubt.TURNED), 0, 1);
        return 1 - (1 - Doubt.LEAST) * away;
    }

    /** What is left of the strength of lamps at the side where the photo has hard light of its own. */
    private static double besideOwn(LightSetup setup, double right) {
        double hard = Math.clamp((Math.max(right, 1 / right) - Own.FROM) / (Own.FULLY - Own.FROM), 0, 1);
        double aside = Math.clamp((Math.abs(setup.key().unit().x()) - Own.FRONTAL) / (Own.ASIDE - Own.FRONTAL), 0, 1);
        return 1 - Own.LESS * hard * aside;
    }

    private static Raster linear(Raster bgr) {
        for (int i = 0; i < bgr.data().length; i++) {
            bgr.data()[i] = Srgb.toLinear(bgr.data()[i]);
        }
        return bgr;
    }

    /** The new light on a white surface. */
    private static Raster lit(Relief relief, LightSetup setup, SceneLight scene, Brim brim) {
        int width = relief.height().width();
        LightSetup.Direction key = setup.key().unit();
        LightSetup.Direction fill = new LightSetup.Direction(setup.key().x() * Lamps.FILL_OPPOSITE,
                Lamps.FILL_HEIGHT, 1).unit();
        Raster shadow = shadow(relief, key, setup.radius());
        brim.shade(shadow, relief, key);
        double wrap = Lamps.KEY_WRAP * setup.radius();
        Closeness close = Closeness.of(relief, key, setup.near());
        Raster light = Raster.blank(width, relief.height().height(), 3);
        float[] n = relief.normals().data();
        Rows.parallel(light.height(), (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                double k = setup.power() * wrapped(key.dot(n[3 * i], n[3 * i + 1], n[3 * i + 2]), wrap)
                        * shadow.data()[i] * close.at(i % width, i / width);
                double f = setup.fill() * wrapped(fill.dot(n[3 * i], n[3 * i + 1], n[3 * i + 2]), Lamps.FILL_WRAP);
                double up = 0.5 - 0.5 * n[3 * i + 1];
                for (int c = 0; c < 3; c++) {
                    double around = scene.below()[c] + up * (scene.above()[c] - scene.below()[c]);
                    double fillColour = 1 + (scene.ambient() > 0 ? Lamps.TINTED_FILL * (around - 1) : 0);
                    light.data()[3 * i + c] = (float) (k * scene.key()[c] + f * fillColour + setup.ambient()
                            + scene.ambient() * around);
                }
            }
        });
        return light;
    }

    /**
     * How much brighter or darker a close lamp is at a place than in the middle of the face, by the square of the distance: 1
     * everywhere for one far away.
     *
     * @param x      the middle of the face, pixels; {@code y} likewise
     * @param across by how much a pixel to the right is nearer, shares of the distance to the lamp; {@code down} likewise
     */
    private record Closeness(double x, double y, double across, double down) {
        static Closeness of(Relief relief, LightSetup.Direction key, double near) {
            double[] sum = new double[3];
            for (int i = 0, width = relief.mesh().width(); i < relief.mesh().data().length; i++) {
                float in = relief.mesh().data()[i];
                sum[0] += in;
                sum[1] += in * (i % width);
                sum[2] += in * (i / width);
            }
            double n = Math.max(1, sum[0]);
            return new Closeness(sum[1] / n, sum[2] / n, key.x() * near / relief.span(),
                    key.y() * near / relief.span());
        }

        double at(int px, int py) {
            double away = Math.max(Lamps.CLOSEST, 1 - (px - x) * across - (py - y) * down);
            return 1 / (away * away);
        }
    }

    /** Lambert's cosine, spread so that it is 0 only at {@code -around}. */
    private static double wrapped(double cosine, double around) {
        return Math.max(0, (cosine + around) / (1 + around));
    }

    /** Standard deviation, spans, by which every shadow is soft: heights are not known better. By eye. */
    private static final double PENUMBRA = 0.028;

    private static Raster shadow(Relief relief, LightSetup.Direction key, double radius) {
        Raster sharp = Filters.gauss(CastShadow.of(relief, key, radius), PENUMBRA * relief.span());
        Raster soft = Filters.gauss(sharp, OffTheFace.SMOOTHED * relief.span());
        Raster face = Filters.gauss(relief.mesh(), OffTheFace.REACH * relief.span());
        for (int i = 0; i < sharp.data().length; i++) {
            float off = (float) (1 - OffTheFace.SHADOW * (1 - soft.data()[i]));
            sharp.data()[i] = off + face.data()[i] * (sharp.data()[i] - off);
        }
        return sharp;
    }

    /** Keeps the brightness of the well lit skin. */
    private static void level(Raster light, Relief relief, Raster skin, double exposure) {
        float[] lit = new float[skin.data().length];
        int n = 0;
        for (int i = 0; i < lit.length; i++) {
            if (skin.data()[i] > Level.SKIN && relief.mesh().data()[i] > 0) {
                lit[n++] = light.data()[3 * i + 1];
            }
        }
        if (n == 0) {
            return;
        }
        Arrays.sort(lit, 0, n);
        float level = (float) (exposure / (Level.SHARE * lit[(int) (Level.LIT * (n - 1))]));
        for (int i = 0; i < light.data().length; i++) {
            light.data()[i] *= level;
        }
    }

    /** Adds the light from behind to gains, where surfaces turn to it: it alone may be narrow. */
    private static void behind(Raster gain, Raster old, Relief relief, boolean keyLeft, double rim, float[] colour) {
        double power = Math.min(Behind.MOST, Behind.POWER * rim);
        LightSetup.Direction from = (keyLeft ? Behind.LEFT.mirrored() : Behind.LEFT).unit();
        float[] n = relief.normals().data();
        for (int i = 0; i < gain.data().length / 3; i++) {
            double facing = from.dot(n[3 * i], n[3 * i + 1], n[3 * i + 2]) - Behind.GRAZING;
            if (facing > 0 && relief.near().isSet(i)) {
                for (int c = 3 * i; c < 3 * i + 3; c++) {
                    gain.data()[c] = (float) Math.min(Level.MOST,
                            gain.data()[c] + power * facing * colour[c - 3 * i] / old.data()[c]);
                }
            }
        }
    }

    /** How much warmer shade is at each place of skin, 0 to 1; grey skin has grey shade. */
    private static Raster shade(Raster linear, Raster skin, double warmth) {
        double red = 0;
        double blue = 0;
        for (int i = 0; i < skin.data().length; i++) {
            blue += skin.data()[i] * linear.data()[3 * i];
            red += skin.data()[i] * linear.data()[3 * i + 2];
        }
        double colour = (red - blue) / Math.max(1e-6, red + blue);
        double left = Math.clamp(1 - (1 - Skin.LEAST) * (warmth - 1) / (Skin.WARM - 1), Skin.LEAST, 1);
        float share = (float) (left * Math.clamp((colour - Skin.GREY) / (Skin.COLOURFUL - Skin.GREY), 0, 1));
        Raster shade = Filters.gauss(skin, 1);
        for (int i = 0; i < shade.data().length; i++) {
            shade.data()[i] *= share;
        }
        return shade;
    }

    /** Divides the new light by the old one, applies the strength, and leaves no hard edge. */
    private static void gain(Raster light, Raster old, Relief relief, double strength, Raster shade) {
        int pixels = light.data().length / 3;
        Raster logs = Raster.blank(light.width(), light.height(), 4);
        for (int i = 0; i < pixels; i++) {
            if (!relief.near().isSet(i)) {
                continue;
            }
            for (int c = 0; c < 3; c++) {
                double gain = Math.clamp(light.data()[3 * i + c] / old.data()[3 * i + c], Level.LEAST, Level.MOST);
                double exponent = gain < 1 ? strength * (1 + shade.data()[i] * Skin.SHADE[c]) : strength;
                logs.data()[4 * i + c] = (float) (exponent * Math.log(gain));
            }
            logs.data()[4 * i + 3] = 1;
        }
        Raster fine = Filters.gauss(logs, GAIN_SMOOTHED * relief.span());
        Raster broad = Filters.gauss(logs, OffTheFace.GAIN_SMOOTHED * relief.span());
        Raster face = Filters.gauss(relief.mesh(), OffTheFace.RIM * relief.span());
        for (int i = 0; i < pixels; i++) {
            if (!relief.near().isSet(i)) {
                Arrays.fill(light.data(), 3 * i, 3 * i + 3, 1);
                continue;
            }
            float on = Math.clamp((face.data()[i] - ON_FROM) * ON, 0f, 1f);
            for (int c = 0; c < 3; c++) {
                float off = broad.data()[4 * i + c] / broad.data()[4 * i + 3];
                float own = fine.data()[4 * i + c] / fine.data()[4 * i + 3];
                light.data()[3 * i + c] = (float) Math.exp(off + on * (own - off));
            }
        }
    }
}
