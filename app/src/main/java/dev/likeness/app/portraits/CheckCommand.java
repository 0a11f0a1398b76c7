package dev.likeness.app.portraits;

import dev.likeness.app.console.Failures;
import dev.likeness.app.engines.Engines;
import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.core.check.Advice;
import dev.likeness.core.check.PhotoChecker;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.imaging.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "check", sortOptions = false, usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "See whether photos will do, and what would make the portrait better; nothing is rendered.", footerHeading = "%nExamples:%n", footer = {
        "  likeness check me.jpg                      usable, or why not",
        "  likeness check me.jpg --template id-white  also what an authority would refuse",
        "  likeness check *.jpg --json | jq .verdict  a line of JSON for each", "",
        "Ends with 3 when one of the photos would be refused."})
public final class CheckCommand implements Callable<Integer> {
    private final Engines engines;

    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "JPEG, PNG or WebP; up to 20 MB each.")
    private List<Path> photos = List.of();

    @Option(names = {"-t", "--template"}, paramLabel = "NAME", description = "What would be ordered.")
    private Optional<String> template = Optional.empty();

    @Option(names = "--face", paramLabel = "N", description = "Which of several faces, counted from 0 as listed.")
    private Optional<Integer> face = Optional.empty();

    @Option(names = "--engine", paramLabel = "NAME", description = "Who looks (default ${DEFAULT-VALUE}).")
    private String engine = "studio";

    @Option(names = "--json", description = "Print a line of JSON for each photo.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public CheckCommand(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() throws IOException {
        boolean refused = false;
        try (PortraitEngine chosen = engines.open(engine)) {
            if (!(chosen instanceof PhotoChecker checker)) {
                throw new InvalidRequest(ErrorCode.PREVIEW_UNAVAILABLE,
                        "engine \"" + engine + "\" cannot check photos: use studio");
            }
            PortraitRequest request = request(chosen.templates());
            for (Path photo : photos) {
                PhotoReport report = report(checker, request, photo);
                refused |= report.verdict() == PhotoReport.Verdict.REFUSED;
                if (json) {
                    spec.commandLine().getOut().println(Json.of(fields(photo, report)));
                } else {
                    print(photo, report);
                }
            }
        }
        return refused ? Failures.UNUSABLE_PHOTO : 0;
    }

    private PortraitRequest request(List<Template> templates) {
        Optional<Template> named = template.map(name -> ShootCommand.named(templates, name));
        PortraitRequest request = PortraitRequest
                .of("", FrameSize.DEFAULT, Retouch.DEFAULT, named.map(Template::mode), 1)
                .ofFace(face.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        return named.map(request::with).orElse(request);
    }

    private static PhotoReport report(PhotoChecker checker, PortraitRequest request, Path photo) throws IOException {
        try {
            return checker.check(request, PictureFile.read(photo), Cancellation.NEVER);
        } catch (UnusablePhoto unreadable) {
            return new PhotoReport(0, 0, List.of(), OptionalInt.empty(), Optional.empty(),
                    Optional.of(new PhotoReport.Refusal(unreadable.code(), unreadable.getMessage())), List.of());
        }
    }

    private void print(Path photo, PhotoReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(photo + "  " + verdict(report).replace('_', ' '));
        report.refusal().ifPresent(
                refusal -> out.println("  refused     " + refusal.message() + " [" + refusal.code().wireName() + "]"));
        for (int i = 0; i < report.faces().size(); i++) {
            PhotoReport.FoundFace found = report.faces().get(i);
            boolean taken = report.taken().isPresent() && report.taken().getAsInt() == i;
            out.printf(Locale.ROOT,
                    "  face %d%s  %d pixels wide at (%d, %d), yaw %.0f, pitch %.0f, roll %.0f degrees%n", i,
                    taken ? " *  " : "    ", found.area().width(), found.area().x(), found.area().y(),
                    found.pose().yaw(), found.pose().pitch(), found.pose().roll());
        }
        report.measures().ifPresent(measures -> out.printf(Locale.ROOT,
                "  measured    worth %.0f sharp pixels, brightness %.2f, burnt out %.1f %%, black %.1f %%,"
                        + " unevenness %.1f stops, eyes %.2f, mouth %.2f, background %.0f, cut-out %s%n",
                measures.resolvedWidth(), measures.exposure().brightness(), 100 * measures.exposure().burntOut(),
                100 * measures.exposure().black(), measures.exposure().unevenness(), measures.eyes(),
                measures.mouth(), measures.background(), measures.cutout() ? "trusted" : "not trusted"));
        report.advice()
                .forEach(advice -> out
                        .println("  advice      " + advice.text().english() + " [" + advice.wireName() + "]"));
    }

    private static String verdict(PhotoReport report) {
        return report.verdict().name().toLowerCase(Locale.ROOT);
    }

    /** As POST /v1/photos/check answers. */
    private static Map<String, Object> fields(Path photo, PhotoReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", photo.toString());
        fields.put("verdict", verdict(report));
        report.refusal().ifPresent(
                refusal -> fields.put("error", Map.of("code", refusal.code().wireName(), "detail", refusal.message())));
        fields.put("width", report.width());
        fields.put("height", report.height());
        List<Object> faces = new ArrayList<>();
        for (PhotoReport.FoundFace found : report.faces()) {
            Map<String, Object> cells = new LinkedHashMap<>();
            cells.put("index", faces.size());
            cells.put("x", found.area().x());
            cells.put("y", found.area().y());
            cells.put("width", found.area().width());
            cells.put("height", found.area().height());
            cells.put("yaw", Math.round(found.pose().yaw()));
            cells.put("pitch", Math.round(found.pose().pitch()));
            cells.put("roll", Math.round(found.pose().roll()));
            faces.add(cells);
        }
        fields.put("faces", faces);
        report.taken().ifPresent(taken -> fields.put("taken", taken));
        report.measures().ifPresent(measures -> fields.put("measures", cells(measures)));
        fields.put("advice", report.advice().stream().map(CheckCommand::cells).toList());
        return fields;
    }

    private static Map<String, Object> cells(PhotoReport.Measures measures) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("resolved_width", Math.round(measures.resolvedWidth()));
        cells.put("brightness", rounded(measures.exposure().brightness()));
        cells.put("burnt_out", rounded(measures.exposure().burntOut()));
        cells.put("black", rounded(measures.exposure().black()));
        cells.put("unevenness", rounded(measures.exposure().unevenness()));
        cells.put("eye_opening", rounded(measures.eyes()));
        cells.put("mouth_opening", rounded(measures.mouth()));
        cells.put("eyes_covered", measures.eyesCovered());
        cells.put("lower_face_covered", measures.lowerFaceCovered());
        cells.put("background_spread", rounded(measures.background()));
        cells.put("cutout", measures.cutout());
        return cells;
    }

    private static Map<String, Object> cells(Advice advice) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("code", advice.wireName());
        cells.put("text", advice.text().english());
        cells.put("text_zh", advice.text().chinese());
        return cells;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
