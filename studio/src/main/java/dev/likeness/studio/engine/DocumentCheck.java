package dev.likeness.studio.engine;

import dev.likeness.core.check.Advice;
import dev.likeness.core.document.DocumentReport;
import dev.likeness.core.document.DocumentReport.Outcome;
import dev.likeness.core.document.DocumentReport.Rule;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.DocumentSpec.Range;
import dev.likeness.studio.frame.DocumentFraming.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds a finished photo against the rules of its document. */
final class DocumentCheck {
    /** Error of measuring that is passed over, millimetres. */
    private static final double TOLERANCE = 0.15;
    /** How far beside the middle the face may be, as a share of the width. */
    private static final double BESIDE = 0.02;
    /** Largest difference of a channel from the background's colour, codes of 255. */
    private static final int SAME_COLOUR = 1;

    private final DocumentSpec document;
    private final double pixelsPerMillimetre;
    private final List<Rule> rules = new ArrayList<>();

    private DocumentCheck(DocumentSpec document, int height) {
        this.document = document;
        pixelsPerMillimetre = height / document.millimetre().height();
    }

    /**
     * A finished picture.
     *
     * @param bgr   8-bit samples
     * @param ground pixels that show nothing but the background
     */
    @SuppressWarnings("ArrayRecordComponent") // pixels: never compared
    record Finished(int width, int height, byte[] bgr, boolean[] ground) {}

    /**
     * @param head     in the finished picture, its pixels
     * @param refusals what authorities would refuse of the sitter
     */
    static DocumentReport report(DocumentSpec document, Finished picture, Head head, List<Advice> refusals) {
        DocumentCheck check = new DocumentCheck(document, picture.height());
        check.frame(picture, head);
        check.background(picture);
        check.sitter(refusals);
        return new DocumentReport(document.id(), check.rules);
    }

    private void frame(Finished picture, Head head) {
        rules.add(new Rule("size", Outcome.PASS, document.pixel().width() + " x " + document.pixel().height()
                + " pixels", picture.width() + " x " + picture.height() + " pixels"));
        length("head_height", document.head(), head.chin() - head.crown());
        length("face_width", document.face(), head.face());
        length("eye_line", document.eyes(), picture.height() - head.eyes());
        length("crown_distance", document.crown(), head.crown());
        double beside = Math.abs(head.middle() / picture.width() - 0.5);
        rules.add(new Rule("centred", beside <= BESIDE ? Outcome.PASS : Outcome.FAIL, "in the middle",
                String.format(Locale.ROOT, "%.1f %% of the width beside it", 100 * beside)));
    }

    private void length(String name, Optional<Range> wanted, double pixels) {
        double millimetres = pixels / pixelsPerMillimetre;
        String measured = String.format(Locale.ROOT, "%.1f mm", millimetres);
        rules.add(wanted.map(range -> new Rule(name,
                range.contains(millimetres, TOLERANCE) ? Outcome.PASS : Outcome.FAIL, range + " mm", measured))
                .orElseGet(() -> new Rule(name, Outcome.UNKNOWN, "", measured)));
    }

    private void background(Finished picture) {
        int rgb = document.background().rgb();
        int most = 0;
        for (int i = 0; i < picture.ground().length; i++) {
            if (picture.ground()[i]) {
                for (int c = 0; c < 3; c++) {
                    most = Math.max(most, Math.abs((picture.bgr()[3 * i + c] & 0xff) - (rgb >> 8 * c & 0xff)));
                }
            }
        }
        rules.add(new Rule("background", most <= SAME_COLOUR ? Outcome.PASS : Outcome.FAIL,
                document.background().words() + ", painted " + document.background().code(),
                most + " of 255 from that at most"));
    }

    private void sitter(List<Advice> refusals) {
        seen("head_upright", refusals, Advice.ID_HEAD_TILTED);
        seen("head_straight", refusals, Advice.ID_HEAD_TURNED);
        seen("eyes_open", refusals, Advice.ID_EYES_NOT_OPEN);
        seen("mouth_closed", refusals, Advice.ID_MOUTH_OPEN);
        seen("even_light", refusals, Advice.ID_UNEVEN_LIGHT);
        seen("no_glare", refusals, Advice.ID_GLARE);
        seen("resolution", refusals, Advice.ID_FACE_SMALL);
        looked("expression", document.expression());
        looked("glasses", document.glasses());
    }

    private void seen(String name, List<Advice> refusals, Advice refusal) {
        boolean refused = refusals.contains(refusal);
        rules.add(new Rule(name, refused ? Outcome.FAIL : Outcome.PASS, name.replace('_', ' '),
                refused ? refusal.text().english() : ""));
    }

    private void looked(String name, Optional<String> wanted) {
        rules.add(new Rule(name, wanted.isPresent() ? Outcome.LOOK : Outcome.UNKNOWN, wanted.orElse(""), ""));
    }
}
