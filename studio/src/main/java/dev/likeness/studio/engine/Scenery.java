package dev.likeness.studio.engine;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitRequest;
import dev.likeness.darkroom.edge.ForegroundColour;
import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.studio.backdrop.Backdrop;
import dev.likeness.studio.backdrop.Backdrops;
import dev.likeness.studio.frame.Compositor;
import dev.likeness.studio.frame.Flyaways;
import dev.likeness.studio.frame.OwnBackground;
import dev.likeness.studio.frame.PictureBackground;
import dev.likeness.studio.grade.FilmGrade;
import dev.likeness.studio.grade.PhotoTexture;
import dev.likeness.studio.light.Exposure;
import dev.likeness.studio.light.LightSetup;
import dev.likeness.studio.light.Relighter;
import dev.likeness.studio.light.SceneLight;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.LightName;
import dev.likeness.studio.plan.Plan;
import dev.likeness.studio.plan.RenditionName;

/**
 * Puts the sitter before a background and lights both: their own background, a painted one, a picture or none.
 *
 * @param size of the canvas
 */
record Scenery(PortraitRequest request, FrameSize size, Cancellation cancellation) {
    /**
     * The whole picture in linear light.
     *
     * @param skin         mask of the canvas
     * @param rightOverLeft see {@link Exposure#rightOverLeft}
     */
    Raster lit(SitterCanvas canvas, Raster skin, Plan plan, double rightOverLeft) {
        return plan.backdrop() == BackdropName.OWN
                ? onOwnBackground(canvas, skin, plan, rightOverLeft)
                : onNewBackground(canvas, skin, plan, rightOverLeft);
    }

    private static Raster onOwnBackground(SitterCanvas canvas, Raster skin, Plan plan, double rightOverLeft) {
        Raster linear = OwnBackground.completed(canvas.bgr(), canvas.alpha(), canvas.seen(), canvas.face().width());
        if (plan.light() != LightName.NONE) {
            Enlargement gain = Relighter.light(canvas.sitting(skin), LightSetup.of(plan.light()),
                    rightOverLeft, keyed(SceneLight.STUDIO, plan.light())).gain();
            Exposure.apply(linear, canvas.presence(), gain);
        }
        return linear;
    }

    private Raster onNewBackground(SitterCanvas canvas, Raster skin, Plan plan, double rightOverLeft) {
        BackdropName name = plan.backdrop();
        Raster background = background(canvas, plan, rightOverLeft);
        boolean white = name == BackdropName.TRANSPARENT || name.isOwn() || name.isFlat()
                || plan.light() == LightName.FLASH;
        float[] tint = white ? new float[]{1, 1, 1} : Exposure.tint(background);
        SceneLight scene = keyed(SceneLight.of(name, background).in(plan.air()), plan.light());
        scene = scene.gradedBy(FilmGrade.cast(plan.grade()));
        Relighter.Lighting lighting = Relighter.light(canvas.sitting(skin), LightSetup.of(plan.light()),
                rightOverLeft, scene);
        float[] exposure = name.isOwn() ? new float[]{1, 1, 1} : Exposure.of(name, tint);
        if (name == BackdropName.PICTURE) {
            double dark = Exposure.before(background);
            for (int c = 0; c < 3; c++) {
                exposure[c] *= (float) dark;
            }
        }
        cancellation.check();
        if (!name.isOwn() && !name.isFlat() && plan.rendition() == RenditionName.NONE) {
            background = PhotoTexture.of(canvas.bgr(), canvas.alpha(), canvas.face()).lend(background, request.seed());
        }
        ForegroundColour.apply(canvas.bgr(), canvas.alpha(), canvas.face().width());
        if (!name.isOwn() && !name.isIdentity() && name != BackdropName.TRANSPARENT) {
            Flyaways.grow(canvas.bgr(), canvas.alpha(), skin, canvas.face(), request.seed());
        }
        Compositor.Subject subject = new Compositor.Subject(canvas.bgr(), canvas.alpha(), canvas.face(), lighting,
                exposure);
        if (name == BackdropName.TRANSPARENT) {
            return Compositor.cutOut(subject);
        }
        Compositor.place(subject, background);
        return background;
    }

    private static SceneLight keyed(SceneLight scene, LightName light) {
        return switch (light) {
            case FLASH -> scene.flashed();
            case WINDOW -> scene.byWindow();
            default -> scene;
        };
    }

    private Raster background(SitterCanvas canvas, Plan plan, double rightOverLeft) {
        return switch (plan.backdrop()) {
            case OWN_BLURRED ->
                OwnBackground.blurred(canvas.bgr(), canvas.alpha(), canvas.seen(), canvas.face().width());
            case TRANSPARENT -> Raster.blank(1, 1, 3); // looked at by nobody
            case PICTURE -> PictureBackground.of(request.setting().picture().orElseThrow(), size.width(), size.height(),
                    canvas.face().width());
            default ->
                painter(plan, rightOverLeft).paint(size.width(), size.height(), request.seed(), canvas.focus()).light();
        };
    }

    private static Backdrop painter(Plan plan, double rightOverLeft) {
        Backdrop painter = Backdrops.of(plan);
        return Relighter.keyRight(rightOverLeft) && !plan.backdrop().isFlat() ? painter.mirrored() : painter;
    }
}
