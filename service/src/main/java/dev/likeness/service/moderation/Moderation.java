package dev.likeness.service.moderation;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.moderation.Moderator.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All moderators of a service, asked one after the other; the first refusal ends it. */
public record Moderation(List<Moderator> moderators) {
    private static final Logger LOG = LoggerFactory.getLogger(Moderation.class);
    /** Everything passes, and nobody has looked at it. */
    public static final Moderation OFF = new Moderation(List.of());

    public Moderation {
        moderators = List.copyOf(moderators);
    }

    /**
     * Asks the moderators of this point.
     *
     * @param verdicts takes what each says, for the audit trail: {@code prompt:words:passed}
     * @throws PortraitException that names the point, never the content, when one of them refuses or cannot tell
     */
    public void check(Point point, Subject subject, List<String> verdicts) {
        for (Moderator moderator : moderators) {
            if (moderator.looksAt(point)) {
                try {
                    Verdict verdict = moderator.judge(point, subject);
                    verdicts.add(said(point, moderator, switch (verdict) {
                        case Verdict.Passed() -> "passed";
                        case Verdict.Refused refused -> "refused";
                        case Verdict.NotAsked() -> "not_asked";
                    }));
                    if (verdict instanceof Verdict.Refused(ErrorCode code)) {
                        throw refusal(point, code);
                    }
                } catch (ModerationTrouble trouble) {
                    verdicts.add(said(point, moderator, "failed"));
                    LOG.error("moderator {} cannot judge a {}: orders are refused meanwhile", moderator.name(),
                            point.title(), trouble);
                    throw new PortraitException.Refused(ErrorCode.MODERATION_FAILED, "the moderation of the "
                            + point.title() + " did not answer: nothing is charged, try again later");
                }
            }
        }
    }

    /** As {@link #check(Point, Subject, List)}; text that is blank is not asked about. */
    public void check(Point point, Optional<String> text, List<String> verdicts) {
        Optional<String> said = text.filter(words -> !words.isBlank());
        if (said.isPresent()) {
            check(point, new Subject.Words(said.get()), verdicts);
        }
    }

    /** As {@link #check(Point, Subject, List)}, where nobody keeps what was said. */
    public void check(Point point, Subject subject) {
        check(point, subject, new ArrayList<>());
    }

    private static String said(Point point, Moderator moderator, String verdict) {
        return point.wireName() + ":" + moderator.name() + ":" + verdict;
    }

    private static PortraitException refusal(Point point, ErrorCode code) {
        String message = "the " + point.title() + " was refused by the moderation of this service, nothing is charged: "
                + switch (point) {
                    case PROMPT -> "use other words, or another template";
                    case PHOTO -> "send another photo";
                    case OUTPUT -> "order with another seed, prompt or photo";
                    case OUTPUT_TEXT -> "use another text for the mark and the label";
                };
        return point == Point.PHOTO || point == Point.OUTPUT
                ? new PortraitException.UnusablePhoto(code, message)
                : new PortraitException.InvalidRequest(code, message);
    }
}
