package dev.likeness.app.portraits;

import dev.likeness.app.console.Failures;
import dev.likeness.app.console.ProgressLine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.imaging.Json;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Many photos, one after the other: one that cannot be used is told and passed over.
 *
 * @param targets   where each goes, in the order of the photos
 * @param continued whether what is there already is left alone
 */
record Series(Photographer photographer, List<PhotoFile> photos, List<PictureFile> targets, boolean continued) {
    /** What became of a photo, or in the end of all of them. */
    sealed interface Outcome {
        record Made(PortraitReport report, PictureFile target) implements Outcome {}

        record Kept(PictureFile target) implements Outcome {}

        record Failed(PhotoFile photo, Failures.Failure why) implements Outcome {
            String line() {
                return "likeness: " + photo.path() + ": " + why.message() + " [" + why.code() + "]";
            }

            String json() {
                return Json.of(Map.of("photo", photo.path().toString(), "error", why.code(), "message", why.message()));
            }
        }

        /**
         * @param refusals how often each code
         */
        record Summary(int made, int kept, int failed, Map<String, Integer> refusals) implements Outcome {
            List<String> lines() {
                List<String> lines = new ArrayList<>();
                lines.add(made + " made, " + (kept > 0 ? kept + " there already, " : "") + failed + " failed");
                refusals.forEach((code, times) -> lines.add("  " + code + "  " + times));
                return lines;
            }
        }
    }

    /**
     * @param requests an order for each photo
     * @param watched  whether somebody looks at a progress bar
     * @return the exit code
     */
    int run(Supplier<PortraitRequest> requests, boolean watched, PrintWriter err, Consumer<Outcome> told) {
        Outcome.Summary summary = ProgressLine.during("portraits", watched, err,
                progress -> run(requests, progress, told));
        told.accept(summary);
        return summary.failed() == 0 ? 0 : Failures.SOME_FAILED;
    }

    private Outcome.Summary run(Supplier<PortraitRequest> requests, Progress progress, Consumer<Outcome> told) {
        int made = 0;
        int kept = 0;
        Map<String, Integer> refusals = new TreeMap<>();
        for (int i = 0; i < photos.size(); i++) {
            PhotoFile photo = photos.get(i);
            PictureFile target = targets.get(i);
            int before = i;
            if (continued && Files.exists(target.path())) {
                kept++;
                told.accept(new Outcome.Kept(target));
                continue;
            }
            try {
                String name = photo.path().toString();
                PortraitReport report = photographer.shoot(photo, requests.get(), target,
                        (fraction, _) -> progress.report((before + fraction) / photos.size(), name));
                made++;
                told.accept(new Outcome.Made(report, target));
            } catch (PortraitException.Cancelled stopped) {
                // The program is being ended: --continue goes on here.
                throw stopped;
            } catch (RuntimeException trouble) {
                Failures.Failure why = Failures.failure(trouble);
                refusals.merge(why.code(), 1, Integer::sum);
                told.accept(new Outcome.Failed(photo, why));
            }
        }
        int failed = refusals.values().stream().mapToInt(Integer::intValue).sum();
        return new Outcome.Summary(made, kept, failed, new LinkedHashMap<>(refusals));
    }
}
