package dev.likeness.darkroom.sitter;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Drawings;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.face.FaceFinder.Faces;
import dev.likeness.darkroom.face.PhotoCheck;
import dev.likeness.darkroom.face.PhotoCheck.Verdict;
import dev.likeness.darkroom.face.Turn;
import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.matte.Matting;
import dev.likeness.darkroom.pixel.NativePicture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds and cuts out the sitter of a photo. Results are cached for the last few photos, by their hash, so that another
 * look at the same photo does not analyse it again. Only masks and coordinates are cached, never the photo.
 */
public final class SitterAnalysis {
    private static final int MOST_CACHED = 8;
    private static final Note DOUBT = new Note(Note.Kind.PHOTO,
            "this looks like a drawing, a painting, a statue or a doll rather than a photo of a person:"
                    + " the portrait may be of nobody");

    private final FaceFinder faces = new FaceFinder();
    private final Matting matting = new Matting();
    private final Drawings drawings;
    private final LruCache<Faces> found = new LruCache<>();
    private final LruCache<Verdict> verdicts = new LruCache<>();
    private final LruCache<Sitter> analysed = new LruCache<>();

    /**
     * The sitter among the faces of a photo.
     *
     * @param verdict whether it is the face of a person
     */
    private record Chosen(Faces faces, int place, Verdict verdict) {
        Face face() {
            return faces.all().get(place);
        }
    }

    /** Refuses drawings, statues and dolls. */
    public SitterAnalysis() {
        this(Drawings.REFUSED);
    }

    /** @param drawings how to handle pictures that are clearly not photos of a person */
    public SitterAnalysis(Drawings drawings) {
        this.drawings = drawings;
    }

    /** A photo with the sitter's head up, see {@link #upright}, and the sitter in it. */
    public record Analysed(Photo upright, Sitter sitter) {}

    /** The photo in native memory, copied there when it is first needed. */
    private static final class LazyPixels implements AutoCloseable {
        private final Photo photo;
        private Optional<NativePicture> copy = Optional.empty();

        LazyPixels(Photo photo) {
            this.photo = photo;
        }

        NativePicture get() {
            NativePicture pixels = copy.orElseGet(() -> pixels(photo));
            copy = Optional.of(pixels);
            return pixels;
        }

        @Override
        public void close() {
            copy.ifPresent(NativePicture::close);
        }
    }

    /** Results for the last few photos, by their hash. */
    private static final class LruCache<T> {
        private final Map<String, T> known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST_CACHED;
            }
        };

        synchronized Optional<T> of(String photo) {
            return Optional.ofNullable(known.get(photo));
        }

        synchronized T put(String photo, T value) {
            known.put(photo, value);
            return value;
        }
    }

    /**
     * {@link #upright} and {@link #analyse} with one copy of the photo in native memory.
     *
     * @param wanted       which of several faces is the sitter's; empty for the only one
     * @param cancellation checked between the steps
     * @throws UnusablePhoto when the photo does not show one usable face
     */
    public Analysed uprightAndAnalysed(Photo photo, OptionalInt wanted, Cancellation cancellation) {
        try (LazyPixels pixels = new LazyPixels(photo)) {
            Photo upright = upright(pixels, wanted);
            if (upright.sha256().equals(photo.sha256())) {
                return new Analysed(upright, analyse(pixels, wanted, cancellation));
            }
            return new Analysed(upright, analyse(upright, wanted, cancellation));
        }
    }

    /**
     * The photo with the sitter's head up: the photo itself, or a copy turned by quarters with a note that says so. Another
     * note says if it may not be a photo.
     *
     * @throws UnusablePhoto when the photo does not show one usable face
     */
    public Photo upright(Photo photo) {
        return upright(photo, OptionalInt.empty());
    }

    /**
     * As {@link #upright(Photo)}.
     *
     * @param wanted which of several faces is the sitter's; empty for the only one
     */
    public Photo upright(Photo photo, OptionalInt wanted) {
        try (LazyPixels pixels = new LazyPixels(photo)) {
            return upright(pixels, wanted);
        }
    }

    private Photo upright(LazyPixels pixels, OptionalInt wanted) {
        Photo photo = pixels.photo;
        Chosen seen = chosen(pixels, wanted);
        Turn turn = seen.face().upright();
        List<Note> notes = new ArrayList<>(photo.notes());
        if (seen.verdict != Verdict.PHOTO) {
            notes.add(DOUBT);
        }
        if (turn == Turn.NONE) {
            return seen.verdict == Verdict.PHOTO
                    ? photo
                    : new Photo(photo.width(), photo.height(), photo.bgr(), photo.sha256(), notes);
        }
        try (NativePicture turned = turn.of(pixels.get())) {
            notes.add(new Note(Note.Kind.PHOTO,
                    "the photo " + (turn == Turn.OVER ? "was upside down" : "lay on its side")
                            + ": it was turned by " + (turn == Turn.OVER ? 180 : 90) + " degrees"));
            Photo upright = new Photo(turned.width(), turned.height(), turned.bgr(),
                    photo.sha256() + "+" + turn.degrees(),
                    notes);
            found.put(upright.sha256(), new Faces(seen.faces.all().stream()
                    .map(face -> face.turned(turn, photo.width(), photo.height())).toList(), seen.faces.people(),
                    Optional.empty()));
            verdicts.put(key(upright, seen.place), seen.verdict);
            return upright;
        }
    }

    /**
     * @param photo with the head up, see {@link #upright}
     * @throws UnusablePhoto when the photo does not show one usable face
     */
    public Sitter analyse(Photo photo) {
        return analyse(photo, OptionalInt.empty(), Cancellation.NEVER);
    }

    /**
     * As {@link #analyse(Photo)}.
     *
     * @param wanted       which of several faces is the sitter's; empty for the only one. Others are not part of the sitter
     * @param cancellation checked between the steps
     * @throws dev.likeness.core.PortraitException.Cancelled when it was cancelled
     */
    public Sitter analyse(Photo photo, OptionalInt wanted, Cancellation cancellation) {
        try (LazyPixels pixels = new LazyPixels(photo)) {
            return analyse(pixels, wanted, cancellation);
        }
    }

    private Sitter analyse(LazyPixels pixels, OptionalInt wanted, Cancellation cancellation) {
        String name = pixels.photo.sha256() + (wanted.isPresent() ? "#" + wanted.getAsInt() : "");
        Optional<Sitter> known = analysed.of(name);
        if (known.isPresent()) {
            return known.get();
        }
        Chosen seen = chosen(pixels, wanted);
        Face face = seen.face();
        if (face.upright() != Turn.NONE) {
            throw new UnusablePhoto(ErrorCode.NO_FACE,
                    "the photo lies on its side or upside down: turn it until the head is up, and send it again");
        }
        Matte matte = matting.cut(pixels.get(), face, cancellation);
        if (wanted.isPresent()) {
            Neighbours.cutOff(matte, face, seen.faces.all());
        }
        return analysed.put(name, new Sitter(face, matte));
    }

    /** All faces of a photo as it is, usable or not. */
    public Faces faces(Photo photo) {
        try (LazyPixels pixels = new LazyPixels(photo)) {
            return faces(pixels);
        }
    }

    /** Whether this looks like the face of a person, on a photo as it is. */
    public Verdict verdict(Photo photo, int place) {
        try (LazyPixels pixels = new LazyPixels(photo)) {
            return verdict(pixels, faces(pixels), place);
        }
    }

    private Faces faces(LazyPixels pixels) {
        String name = pixels.photo.sha256();
        return found.of(name).orElseGet(() -> found.put(name, faces.all(pixels.get())));
    }

    private Verdict verdict(LazyPixels pixels, Faces seen, int place) {
        String name = key(pixels.photo, place);
        return verdicts.of(name)
                .orElseGet(() -> verdicts.put(name, PhotoCheck.of(pixels.get(), seen.all().get(place))));
    }

    private static String key(Photo photo, int place) {
        return photo.sha256() + "#" + place;
    }

    private Chosen chosen(LazyPixels pixels, OptionalInt wanted) {
        Faces all = faces(pixels);
        int place = all.taken(wanted);
        Chosen seen = new Chosen(all, place, verdict(pixels, all, place));
        if (seen.verdict == Verdict.NOT_A_PHOTO && drawings == Drawings.REFUSED) {
            throw new UnusablePhoto(ErrorCode.NOT_A_PHOTO,
                    "the picture is a drawing, a statue or a doll rather than a photo of a person: send a photo that"
                            + " a camera took of the person");
        }
        return seen;
    }

    /**
     * The face of a picture that was made to show one, if there is one; not cached.
     *
     * @param bgr 8-bit samples, {@code width * height * 3} bytes
     */
    public Optional<Face> glance(int width, int height, byte[] bgr) {
        try (NativePicture pixels = NativePicture.of(width, height, bgr)) {
            return faces.glance(pixels);
        }
    }

    /** The person with this face, cut out of a picture that an engine made; not cached. */
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
