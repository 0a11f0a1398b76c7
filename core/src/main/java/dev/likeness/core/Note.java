package dev.likeness.core;

/**
 * Something the client should know about a finished portrait.
 *
 * @param text one English sentence or list of words, for people
 */
public record Note(Kind kind, String text) {
    /** What a note is about; the wire name is the lower-case name. */
    public enum Kind {
        /** Words of the prompt that the engine followed, and what each led to. */
        UNDERSTOOD,
        /** Words of the prompt that the engine cannot follow. */
        NOT_UNDERSTOOD,
        /** The seed that was used. */
        SEED,
        /** The face is small in the photo: the portrait will be soft. */
        SMALL_FACE,
        /** The photo was converted or cut down to one frame. */
        PHOTO,
        /** The framing is tighter than asked for, or shifted. */
        FRAMING,
        /** The sitter could not be cut out cleanly: the portrait keeps its own background. */
        CUTOUT,
        /** How closely the portrait resembles the sitter, and which of several takes was chosen. */
        LIKENESS,
        /** Size and quality of the file, where a size was asked for. */
        FILE,
        /** Which of several engines made the portrait, and why not another. */
        ENGINE
    }
}
