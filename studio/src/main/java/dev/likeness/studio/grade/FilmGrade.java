package dev.likeness.studio.grade;

import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.studio.backdrop.Focus;
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
 * sitter and a painted background into one photograph.
 *
 * <p>
 * Dither of less than half a code breaks up bands and yet leaves every value that already is a whole code as it is: a flat
 * background of an identity photo survives exactly, and the neutral grade with grain and vignette off is the identity.
 */
public final class FilmGrade {
    /** Radius around the face in which nothing is lost to the vignette, face widths; no more than a share of the whole. */
    private static final double VIGNETTE_FROM = 0.9;
    private static final double VIGNETTE_FROM_AT_MOST = 0.5;

    private final Raster picture;
    private final Recipe recipe;
    private final Grading context;
    private final Optional<Enlargement> bloom;
    private final Optional<Grain> grain;

    private FilmGrade(Raster picture, Recipe recipe, Grading context) {
        this.picture = picture;
        this.recipe = recipe;
        this.context = context;
        this.bloom = recipe.bloom() > 0 ? Bloom.of(picture, context.focus()) : Optional.empty();
        this.grain = context.grain()
                ? Optional.of(Grain.of(context.seed(), picture.width(), picture.height()))
                : Optional.empty();
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

    /** The linear B, G, R factors by which a grade shifts white. */
    public static float[] cast(GradeName name) {
        Recipe.Tint balance = Recipe.of(name).balance();
        return new float[]{balance.b(), balance.g(), balance.r()};
    }

    private byte[] develop() {
        byte[] bgr = new byte[picture.data().length];
        Vignette vignette = Vignette.of(picture, context, recipe);
        ToneTable tones = new ToneTable(recipe);
        Rows.parallel(picture.height(), (from, to) -> {
            RowGrader row = new RowGrader(picture.width(), recipe, tones);
            float[] spread = bloom.map(Enlargement::line).orElseGet(() -> new float[0]);
            for (int y = from; y < to; y++) {
                vignette.row(y, row.gain);
                int at = picture.at(0, y);
                row.load(picture.data(), at);
                if (bloom.isPresent()) {
                    bloom.get().row(y, spread);
                    row.add(spread);
                }
                row.expose();
                row.tone();
                if (grain.isPresent()) {
                    grain.get().add(y, recipe.grain(), row.speck);
                }
                row.tint();
                row.store(bgr, at);
            }
        });
        return bgr;
    }

    /** Light lost with the distance from the face; nothing is lost on the face itself. */
    private record Vignette(Focus focus, float strength, float inner, float outer) {
        static Vignette of(Raster picture, Grading context, Recipe recipe) {
            Focus focus = context.focus();
            double farX = Math.max(focus.centreX(), picture.width() - focus.centreX());
            double farY = Math.max(focus.centreY(), picture.height() - focus.centreY());
            double outer = Math.max(1, Math.hypot(farX, farY));
            return new Vignette(focus, context.vignette() ? recipe.vignette() : 0,
                    (float) Math.min(VIGNETTE_FROM * focus.faceWidth(), VIGNETTE_FROM_AT_MOST * outer), (float) outer);
        }

        void row(int y, float[] gain) {
            float middle = (float) focus.centreX();
            float dy = (float) (y - focus.centreY());
            float share = 1 / (outer - inner);
            for (int x = 0; x < gain.length; x++) {
                float dx = x - middle;
                float distance = (float) Math.sqrt(dx * dx + dy * dy);
                float t = Math.min(1f, Math.max(0f, (distance - inner) * share));
                gain[x] = 1 - strength * t * t * (3 - 2 * t);
            }
        }
    }
}
