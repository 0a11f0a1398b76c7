package dev.likeness.app.portraits;

import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.Documents;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "documents", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, description = "List the identity documents that photos can be made for, or the rules of one and where they were read.", footerHeading = "%nExample:%n", footer = "  likeness documents cn-id && likeness shoot me.jpg --document cn-id -o id.jpg")
public final class DocumentsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "For example cn-id.")
    private Optional<String> id = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (id.isPresent()) {
            rules(SettingOptions.named(id.get()), out);
        } else {
            for (DocumentSpec document : Documents.all()) {
                out.println(String.format(Locale.ROOT, "%-20s %-12s %-10s %s", document.id(), millimetres(document),
                        pixels(document), document.title()));
            }
        }
        return 0;
    }

    private static void rules(DocumentSpec document, PrintWriter out) {
        out.println(document.title() + "  " + document.titleZh());
        line(out, "size", Optional.of(millimetres(document) + " mm, " + pixels(document) + " pixels"));
        line(out, "head height", document.head().map(range -> range + " mm"));
        line(out, "face width", document.face().map(range -> range + " mm"));
        line(out, "eye line", document.eyes().map(range -> range + " mm from the lower edge"));
        line(out, "crown", document.crown().map(range -> range + " mm from the upper edge"));
        line(out, "background", Optional.of(document.background().words() + ", painted "
                + document.background().code()));
        line(out, "file", Optional.of(document.dpi() + " dpi" + bytes(", at least ", document.upload().minBytes())
                + bytes(", at most ", document.upload().maxBytes())));
        line(out, "glasses", document.glasses());
        line(out, "expression", document.expression());
        line(out, "read", Optional.of(document.source().read() + " in: " + String.join(", ",
                document.source().urls()) + " (" + document.source().kind() + ")"));
    }

    private static String bytes(String words, OptionalInt bytes) {
        return bytes.isPresent() ? words + bytes.getAsInt() + " bytes" : "";
    }

    private static void line(PrintWriter out, String name, Optional<String> value) {
        out.println(String.format(Locale.ROOT, "  %-12s %s", name, value.orElse("not known")));
    }

    private static String millimetres(DocumentSpec document) {
        return new DocumentSpec.Range(document.millimetre().width(), document.millimetre().width()) + " x "
                + new DocumentSpec.Range(document.millimetre().height(), document.millimetre().height());
    }

    private static String pixels(DocumentSpec document) {
        return document.pixel().width() + "x" + document.pixel().height();
    }
}
