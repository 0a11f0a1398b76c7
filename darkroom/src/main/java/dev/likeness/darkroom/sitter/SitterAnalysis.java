package dev.likeness.darkroom.sitter;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.face.Turn;
import dev.likeness.darkroom.matte.Matting;
import dev.likeness.darkroom.pixel.NativePicture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds and cuts out the sitter of a photo, and remembers the latest few by the photo's hash: another look at the same
 * photo does not analyse it again. Only masks and coordinates are kept, never the photo.
 */
public final class SitterAnalysis {
    private static final int REMEMBERED = 8;

    private final FaceFinder faces = new FaceFinder();
    private final Matting matting = new Matting();
    private final Latest<Face> found = new Latest<>();
    private final Latest<Sitter> analysed = new Latest<>();

    /** What is known of the latest few photos, by their hash. */
    private static final class Latest<T> {
        private final Map<String, T> known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > REMEMBERED;
            }
        };

        synchronized Optional<T> of(Photo photo) {
            return Optional.ofNullable(known.get(photo.sha256()));
        }

        synchronized T put(Photo photo, T value) {
            known.put(photo.sha256(), value);
            return value;
        }
    }

    /**
     * The photo with the sitter's head up: itself, or the photo turned by quarters, which a note of it tells.
     *
     * @throws UnusablePhoto when the photo does not show one usable face
     */
    public Photo upright(Photo photo) {
        try (NativePicture pixels = pixels(photo)) {
            Face face = face(photo, pixels);
            Turn turn = face.upright();
            if (turn == Turn.NONE) {
                return photo;
            }
            try (NativePicture turned = turn.of(pixels)) {
                List<Note> notes = new ArrayList<>(photo.notes());
                notes.add(new Note(Note.Kind.PHOTO,
                        "the photo " + (turn == Turn.OVER ? "was upside down" : "lay on its side")
                                + ": it was turned by " + (turn == Turn.OVER ? 180 : 90) + " degrees"));
                Photo upright = new Photo(turned.width(), turned.height(), turned.bgr(),
                        photo.sha256() + "+" + turn.degrees(),
                        notes);
                found.put(upright, face.turned(turn, photo.width(), photo.height()));
                return upright;
            }
        }
    }

    /**
     * @param photo with the head up, see {@link #upright}
     * @throws UnusablePhoto when the photo does not show one usable face
     */
    public Sitter analyse(Photo photo) {
        return analyse(photo, Cancellation.NEVER);
    }

    /**
     * As {@link #analyse(Photo)}.
     *
     * @param cancellation asked between the steps
     * @throws dev.likeness.core.PortraitException.Cancelled when the sitter is no longer wanted
     */
    public Sitter analyse(Photo photo, Cancellation cancellation) {
        Optional<Sitter> known = analysed.of(photo);
        if (known.isPresent()) {
            return known.get();
        }
        try (NativePicture pixels = pixels(photo)) {
            Face face = face(photo, pixels);
            if (face.upright() != Turn.NONE) {
                throw new UnusablePhoto(ErrorCode.NO_FACE,
                        "the photo lies on its side or upside down: turn it until the head is up, and send it again");
            }
            return analysed.put(photo, new Sitter(face, matting.cut(pixels, face, cancellation)));
        }
    }

    private Face face(Photo photo, NativePicture pixels) {
        return found.of(photo).orElseGet(() -> found.put(photo, faces.find(pixels)));
    }

    /**
     * The face of a picture that was made to show one, if there is one; nothing is remembered.
     *
     * @param bgr 8-bit samples, {@code width * height * 3} bytes
     */
    public Optional<Face> glance(int width, int height, byte[] bgr) {
        try (NativePicture pixels = NativePicture.of(width, height, bgr)) {
            return faces.glance(pixels);
        }
    }

    /** The person with this face, cut out of a picture that was made; nothing is remembered. */
    public Sitter cut(int width, int height, byte[] bgr, Face face) {
        try (NativePicture pixels = NativePicture.of(width, height, bgr)) {
            return new Sitter(face, matting.cut(pixels, face));
        }
    }

    /** The photo in native memory; the caller closes it. */
    public static NativePicture pixels(Photo photo) {
        return NativePicture.of(photo.width(), photo.height(), photo.bgr());
    }
}
