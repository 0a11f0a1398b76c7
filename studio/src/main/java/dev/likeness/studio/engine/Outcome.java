package dev.likeness.studio.engine;

import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.Seed;
import dev.likeness.core.Shortfall;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.studio.frame.Framing;
import dev.likeness.studio.plan.FramingName;
import dev.likeness.studio.plan.Plan;
import dev.likeness.studio.plan.Planned;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is told of a finished portrait.
 *
 * @param planned     what was asked for
 * @param plan        what was made
 * @param composition where the sitter is
 * @param dyed        notes on clothes
 */
record Outcome(Planned planned, Plan plan, Framing.Composition composition, List<Note> dyed) {
    /** All notes of the portrait, those of the photo first. */
    List<Note> notes(Photo photo, Sitter sitter, Seed seed) {
        List<Note> notes = new ArrayList<>(photo.notes());
        notes.addAll(planned.notes());
        notes.addAll(dyed);
        if (plan.backdrop() != planned.plan().backdrop()) {
            notes.add(new Note(Note.Kind.CUTOUT, "the sitter cannot be told apart from the background of this photo"
                    + " well enough, so the portrait keeps it as it is: a plainer background gives every look"));
        }
        if (sitter.face().width() < FaceFinder.SOFT_BELOW) {
            notes.add(new Note(Note.Kind.SMALL_FACE, "the face is only " + Math.round(sitter.face().width())
                    + " pixels wide in the photo, so the portrait is soft: 250 or more make it crisp"));
        }
        long turned = Math.round(composition.straightened());
        if (turned != 0) {
            notes.add(new Note(Note.Kind.PHOTO, "the photo is turned by " + Math.abs(turned)
                    + (Math.abs(turned) == 1 ? " degree" : " degrees") + ", so that "
                    + (plan.framing() == FramingName.ID ? "the eyes are level" : "the head is less tilted")));
        }
        notes.addAll(composition.notes());
        notes.add(new Note(Note.Kind.SEED, "seed " + seed.value()));
        return notes;
    }

    /** What of the order the portrait does not show. */
    Set<Shortfall> shortfalls() {
        Set<Shortfall> shortfalls = EnumSet.noneOf(Shortfall.class);
        if (plan.backdrop() != planned.plan().backdrop()) {
            shortfalls.add(Shortfall.BACKGROUND);
        }
        if (composition.crowded() || composition.closer() && planned.framed()) {
            shortfalls.add(Shortfall.FRAMING);
        }
        if (isNotFollowed(dyed)) {
            shortfalls.add(Shortfall.CLOTHES);
        }
        if (isNotFollowed(planned.notes())) {
            shortfalls.add(Shortfall.WORDS);
        }
        return shortfalls;
    }

    private static boolean isNotFollowed(List<Note> notes) {
        return notes.stream().anyMatch(note -> note.kind() == Note.Kind.NOT_UNDERSTOOD);
    }
}
