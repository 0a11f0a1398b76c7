package dev.likeness.diffusion.engine;

import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.diffusion.picture.Reference;
import dev.likeness.diffusion.picture.Rgb;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What the model is shown of a photo.
 *
 * @param references the most telling first
 * @param notes      what the client should know of it
 */
record Sitting(List<Rgb> references, List<Note> notes) {
    /** Side of a head crop, pixels: a face needs no more, and half the side is a quarter of the work. */
    private static final int HEAD_SIDE = 512;
    private static final int SMALLEST_HEAD = 256;
    /** Of the head crop's side: the distance of the eyes, and how far down they are. */
    private static final double EYE_DISTANCE = 0.20;
    private static final double EYE_LEVEL = 0.42;
    /** A face that is smaller than this where the model sees the photo is shown a second time, by itself; pixels. */
    private static final double SMALL_FACE = 180;
    private static final int GREY = 128;
    /** The photo is reduced to what the model can take before it is worked on. */
    private static final double LARGEST_AREA = 1024 * 1024;

    Sitting {
        references = List.copyOf(references);
        notes = List.copyOf(notes);
    }

    static Sitting of(GenMode mode, Photo photo, Sitter sitter) {
        List<Rgb> references = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        switch (mode) {
            case CREATIVE -> references.add(head(photo, sitter.face()));
            case REFERENCE -> {
                addSmallFace(references, photo, sitter.face());
                references.add(new Rgb(photo.width(), photo.height(), Rgb.swapped(photo.bgr())));
            }
            case REFERENCE_CHAR -> {
                addSmallFace(references, photo, sitter.face());
                if (sitter.matte().trust().isFirm()) {
                    references.add(cutOut(photo, sitter));
                } else {
                    references.add(new Rgb(photo.width(), photo.height(), Rgb.swapped(photo.bgr())));
                    notes.add(new Note(Note.Kind.CUTOUT, "the sitter cannot be told apart from the background of this "
                            + "photo well enough, so the model saw the whole photo: a plainer background works better"));
                }
            }
        }
        return new Sitting(references, notes);
    }

    private static void addSmallFace(List<Rgb> references, Photo photo, Face face) {
        Reference.Fit fit = Reference.fit(photo.width(), photo.height());
        if (face.width() * fit.width() / photo.width() < SMALL_FACE) {
            references.add(head(photo, face));
        }
    }

    /** The head, turned until the eyes are level, in the same place whatever the photo. */
    private static Rgb head(Photo photo, Face face) {
        double wanted = face.eyeDistance() / EYE_DISTANCE;
        int side = Math.clamp(Math.round(wanted / 16) * 16, SMALLEST_HEAD, HEAD_SIDE);
        double scale = side / wanted;
        double angle = Math.atan2(face.rightEye().y() - face.leftEye().y(), face.rightEye().x() - face.leftEye().x());
        double cos = scale * Math.cos(angle);
        double sin = scale * Math.sin(angle);
        double shiftX = side / 2.0 - cos * face.eyesX() - sin * face.eyesY();
        double shiftY = side * EYE_LEVEL + sin * face.eyesX() - cos * face.eyesY();
        byte[] bgr = new byte[side * side * 3];
        try (Mat pixels = SitterAnalysis.pixels(photo);
                Mat turned = new Mat();
                Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
                DoublePointer m = new DoublePointer(matrix.data());
                Size size = new Size(side, side);
                Scalar black = new Scalar()) {
            m.put(cos, sin, shiftX, -sin, cos, shiftY);
            opencv_imgproc.warpAffine(pixels, turned, matrix, size, opencv_imgproc.INTER_AREA,
                    opencv_core.BORDER_REPLICATE, black);
            try (BytePointer samples = turned.data()) {
                samples.get(bgr);
            }
        }
        return new Rgb(side, side, Rgb.swapped(bgr));
    }

    /** The person on neutral grey. */
    private static Rgb cutOut(Photo photo, Sitter sitter) {
        double scale = Math.min(1, Math.sqrt(LARGEST_AREA / ((double) photo.width() * photo.height())));
        int width = (int) Math.round(photo.width() * scale);
        int height = (int) Math.round(photo.height() * scale);
        Placement placed = new Placement(scale, 0, 0);
        Raster bgr = Resampling.photo(photo.bgr(), photo.width(), photo.height(), placed, width, height);
        Raster alpha = Resampling.cubic(sitter.matte().alpha(), sitter.matte().fromPhoto().inverse().then(placed),
                width,
                height, Border.REPEATED);
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            float a = Math.clamp(alpha.data()[i], 0f, 1f);
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) Math.round(a * bgr.data()[3 * i + 2 - c] * 255 + (1 - a) * GREY);
            }
        }
        return new Rgb(width, height, rgb);
    }
}
