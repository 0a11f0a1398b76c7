package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.Arrays;

/** The network's alpha on the work picture, continued below and beside its frame by the {@link BodyCut}. */
final class BodyExtension {
    /** Width of the seam inside the frame where one fades into the other, face widths. */
    private static final double SEAM = 0.12;
    /** In this share of the seam, next to the frame's edge, only the body cut counts. */
    private static final double OUTERMOST = 0.3;
    /** Standard deviation of the blur that smooths the pixel steps of the body cut's outline, in its pixels. */
    private static final double SOFTENED = 0.8;

    private BodyExtension() {}

    /** @param opinion in the canonical frame */
    static Raster extended(Raster opinion, Segmentation segmentation, NativePicture photo, WorkPicture work) {
        Placement frame = CanonicalFrame.of(work.face(), PortraitNet.SIDE).inverse().then(work.fromPhoto());
        Raster alpha = frame.draw(opinion, work.width(), work.height(), Interpolation.CUBIC, Border.BLACK);
        if (!holds(frame, work)) {
            mix(alpha, body(opinion, segmentation, photo, work), frame, SEAM * work.unit());
        }
        float[] a = alpha.data();
        for (int i = 0; i < a.length; i++) {
            a[i] = Math.clamp(a[i], 0f, 1f);
        }
        return alpha;
    }

    /** Whether the frame holds the whole work picture. */
    private static boolean holds(Placement frame, WorkPicture work) {
        double seam = SEAM * work.unit();
        return work.height() < frame.y(PortraitNet.SIDE) - seam && frame.x(0) < -seam
                && work.width() < frame.x(PortraitNet.SIDE) - seam;
    }

    private static Raster body(Raster opinion, Segmentation segmentation, NativePicture photo, WorkPicture work) {
        double scale = BodyCut.FACE / work.unit();
        WorkPicture small = new WorkPicture((int) Math.ceil(work.width() * scale),
                (int) Math.ceil(work.height() * scale), work.fromPhoto().then(new Placement(scale, 0, 0)),
                work.face());
        Raster whole = Raster.blank(small.width(), small.height(), 1);
        Arrays.fill(whole.data(), 1);
        Raster cut = BodyCut.cut(photo, opinion, segmentation.person(small.draw(photo), whole), small);
        return new Placement(1 / scale, 0, 0).draw(Filters.gauss(cut, SOFTENED), work.width(), work.height(),
                Interpolation.LINEAR, Border.REPEATED);
    }

    private static void mix(Raster alpha, Raster body, Placement frame, double seam) {
        double bottom = frame.y(PortraitNet.SIDE);
        double left = frame.x(0);
        double right = frame.x(PortraitNet.SIDE);
        int width = alpha.width();
        float[] a = alpha.data();
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    double inside = Math.min(bottom - y, Math.min(x - left, right - x));
                    float k = (float) Math.clamp(inside / seam - OUTERMOST, 0, 1);
                    int i = y * width + x;
                    a[i] = k * a[i] + (1 - k) * body.data()[i];
                }
            }
        });
    }
}
