package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * {@code gpen} for a face that is small or soft: {@link ClarityNet} sees it in an upright frame two face widths wide,
 * and what it would change of the lightness is carried back to the canvas. Of the fine texture that it would take away,
 * which is noise and pores alike, skin and hair keep a part, lest they look like wax. Colours stay as they are, so irises,
 * lips and teeth keep theirs.
 */
final class Restoration {
    /** Share of half the frame over which the change fades at its edge. */
    private static final double FADE = 0.15;

    /** Standard deviation of the neighbourhood from which texture differs, pixels of the frame. */
    private static final double TEXTURE = 2;
    /** Share of it that is kept where the network would take it away. */
    private static final float KEPT = 0.35f;

    private Restoration() {}

    /**
     * @param lab      L is changed in place
     * @param person   same size, 0 to 1: the background is left as it is
     * @param face     in the pixels of {@code lab}
     * @param strength 0 to 1
     */
    static void apply(Raster lab, Raster person, Face face, double strength) {
        if (strength <= 0) {
            return;
        }
        Placement frame = frame(face);
        int side = ClarityNet.SIDE;
        Raster change = change(frame.draw(lab, side, side, Interpolation.CUBIC, Border.REPEATED),
                face.mesh().on(frame));
        fade(change);
        Raster back = frame.inverse().draw(change, lab.width(), lab.height(), Interpolation.CUBIC, Border.BLACK);
        float weight = (float) strength;
        Rows.parallel(lab.height(), (from, to) -> {
            for (int i = from * lab.width(); i < to * lab.width(); i++) {
                float l = lab.data()[3 * i];
                float more = weight * person.data()[i] * back.data()[i];
                lab.data()[3 * i] = Math.clamp(l + (more > 0 ? more * Retoucher.room(l) : more), 0f, 100f);
            }
        });
    }

    /** Where the canvas lies in the frame: the box around the mesh in its middle, the eyes level. */
    private static Placement frame(Face face) {
        Placement turned = new Placement(ClarityNet.FACE / face.width(), -Math.toRadians(face.tilt()), 0, 0);
        Mesh mesh = face.mesh().on(turned);
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < Mesh.SKIN; i++) {
            left = Math.min(left, mesh.x(i));
            right = Math.max(right, mesh.x(i));
            top = Math.min(top, mesh.y(i));
            bottom = Math.max(bottom, mesh.y(i));
        }
        return new Placement(turned.scale(), turned.angle(), (ClarityNet.SIDE - left - right) / 2,
                (ClarityNet.SIDE - top - bottom) / 2);
    }

    /** What is to be added to L in the frame. */
    private static Raster change(Raster lab, Mesh mesh) {
        ClarityNet.Answer answer = ClarityNet.ask(lab, mesh);
        int area = answer.lightness().data().length;
        Raster both = Raster.blank(lab.width(), lab.height(), 2);
        for (int i = 0; i < area; i++) {
            both.data()[2 * i] = lab.data()[3 * i];
            both.data()[2 * i + 1] = answer.lightness().data()[i] - lab.data()[3 * i];
        }
        Raster coarse = Filters.gauss(both, TEXTURE);
        Raster change = Raster.blank(lab.width(), lab.height(), 1);
        for (int i = 0; i < area; i++) {
            float texture = both.data()[2 * i] - coarse.data()[2 * i];
            float fine = both.data()[2 * i + 1] - coarse.data()[2 * i + 1];
            float kept = texture * fine < 0 ? KEPT * (1 - answer.parts().data()[i]) : 0;
            change.data()[i] = both.data()[2 * i + 1] - kept * fine;
        }
        return change;
    }

    private static void fade(Raster change) {
        int side = change.width();
        float[] ramp = new float[side];
        for (int i = 0; i < side; i++) {
            ramp[i] = (float) FaceMap.smooth(0, FADE, 1 - Math.abs(2.0 * i / (side - 1) - 1));
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                change.data()[y * side + x] *= Math.min(ramp[x], ramp[y]);
            }
        }
    }
}
