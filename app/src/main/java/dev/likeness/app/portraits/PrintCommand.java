package dev.likeness.app.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Rendering;
import dev.likeness.core.document.DocumentSpec.Millimetre;
import dev.likeness.core.output.FileFormat;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.Json;
import dev.likeness.imaging.print.Paper;
import dev.likeness.imaging.print.Sheet;
import dev.likeness.imaging.print.SheetPdf;
import dev.likeness.imaging.print.SheetPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "print", sortOptions = false, usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Lay finished photos on photo paper, in their size in millimetres, with cutting lines.", footerHeading = "%nExamples:%n", footer = {
        "  likeness print id.jpg --document cn-id --paper 6in -o sheet.jpg",
        "  likeness print id.jpg visa.jpg --size 26x32 --size 33x48 --copies 4 --copies 2 -o sheet.pdf",
        "Print the sheet in its own size, not fitted to the page."})
public final class PrintCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)x([0-9]+(?:\\.[0-9]+)?)");

    @Parameters(paramLabel = "PHOTO", arity = "1..*", description = "Finished photos.")
    private List<Path> photos = List.of();

    @Option(names = "--paper", paramLabel = "NAME", description = "10x15, 5in, 6in, a4 or letter (default ${DEFAULT-VALUE}).")
    private String paper = Paper.SIX_INCH.wireName();

    @Option(names = "--size", paramLabel = "WxH", description = "Millimetres that a photo is cut to: once for all, or once for each.")
    private List<String> sizes = List.of();

    @Option(names = "--document", paramLabel = "ID", description = "The size of this document's photo instead, likewise.")
    private List<String> documents = List.of();

    @Option(names = "--copies", paramLabel = "N", description = "How many, likewise (default: as many as fit).")
    private List<Integer> copies = List.of();

    @Option(names = "--gap", paramLabel = "MM", description = "Between photos (default ${DEFAULT-VALUE}).")
    private double gap = Sheet.GAP;

    @Option(names = {"-o", "--output"}, paramLabel = "SHEET", description = ".jpg or .pdf (default ${DEFAULT-VALUE}).")
    private Path output = Path.of("sheet.jpg");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Paper chosen = Paper.named(paper);
        boolean pdf = output.toString().toLowerCase(Locale.ROOT).endsWith(".pdf");
        PictureFile file = pdf
                ? PictureFile.in(output, FileFormat.JPEG)
                : PictureFile.beside(photos.getFirst(), output);
        if (file.format() != FileFormat.JPEG) {
            throw invalid("a sheet is written as .jpg or .pdf");
        }
        List<Millimetre> cuts = cuts();
        List<Sheet.Print> prints = new ArrayList<>();
        StringBuilder digests = new StringBuilder();
        for (int i = 0; i < photos.size(); i++) {
            Photo photo = PictureFile.read(photos.get(i));
            digests.append(photo.sha256());
            Millimetre cut = of(cuts, i, "--size or --document").orElseThrow(
                    () -> invalid("say how large the photos are cut, with --size 35x45 or --document"));
            prints.add(new Sheet.Print(new Rendering(photo.width(), photo.height(), photo.bgr(), List.of()),
                    cut.width(), cut.height(),
                    of(copies, i, "--copies").map(OptionalInt::of).orElseGet(OptionalInt::empty)));
        }
        Sheet sheet = Sheet.of(chosen, prints, gap);
        AigcLabel label = AigcLabel.of("sheet-" + digests.substring(0, 32), "print",
                Json.of(Map.of("paper", chosen.wireName(), "photos", sheet.places().size())));
        file.write(pdf ? SheetPdf.of(sheet, label) : SheetPicture.jpeg(sheet, label));
        spec.commandLine().getOut().println(output + "  " + sheet.places().size() + " photos on " + chosen.wireName());
        return 0;
    }

    private List<Millimetre> cuts() {
        if (!sizes.isEmpty() && !documents.isEmpty()) {
            throw invalid("--size and --document both say how large a photo is cut: use one of them");
        }
        return sizes.isEmpty()
                ? documents.stream().map(id -> SettingOptions.named(id).millimetre()).toList()
                : sizes.stream().map(PrintCommand::size).toList();
    }

    private static Millimetre size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw invalid("--size " + text + " cannot be read: write millimetres as 35x45");
        }
        return new Millimetre(Double.parseDouble(size.group(1)), Double.parseDouble(size.group(2)));
    }

    /** Said once, it is for all. */
    private <T> Optional<T> of(List<T> said, int photo, String option) {
        if (said.size() > 1 && said.size() != photos.size()) {
            throw invalid(option + " stands " + said.size() + " times for " + photos.size()
                    + " photos: use it once, or once for each");
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(said.size() == 1 ? said.getFirst() : said.get(photo));
    }

    private static InvalidRequest invalid(String message) {
        return new InvalidRequest(ErrorCode.OUTPUT_INVALID, message);
    }
}
