package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.app.engines.Engines;
import dev.likeness.core.Photo;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.studio.plan.Templates;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    private Path folder = Path.of("");
    private Path photo = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void takePhoto() throws IOException {
        photo = folder.resolve("me.png");
        ImageIO.write(new BufferedImage(200, 300, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
    }

    @ParameterizedTest
    @CsvSource({"a.jpg,ffd8", "a.JPEG,ffd8", "a.png,8950", "a.webp,5249"})
    void shootWritesTheFormatThatTheEndingNames(String name, String magic) throws IOException {
        Path output = folder.resolve(name);
        assertThat(shoot("--width", "640", "--height", "512", "-o", output.toString())).isZero();
        byte[] file = Files.readAllBytes(output);
        assertThat(String.format("%02x%02x", file[0], file[1])).isEqualTo(magic);
        Photo portrait = PhotoDecoder.decode(file);
        assertThat(portrait.width()).isEqualTo(640);
        assertThat(portrait.height()).isEqualTo(512);
        assertThat(err.toString()).isEmpty();
        assertThat(files()).containsExactlyInAnyOrder("me.png", name);
    }

    @Test
    void manyPhotosGoIntoAFolderAndThoseThatFailAreToldAndPassedOver() throws IOException {
        Path many = Files.createDirectory(folder.resolve("many"));
        for (int i = 0; i < 5; i++) {
            Files.copy(photo, many.resolve("p" + i + ".png"));
        }
        Files.writeString(many.resolve("bad.jpg"), "hello");
        Files.writeString(many.resolve("notes.txt"), "no photo");
        Path done = folder.resolve("done");
        assertThat(run("shoot", many.toString(), photo.toString(), "--engine", "paper", "--width", "512", "--height",
                "512", "--out-dir", done.toString())).isEqualTo(6);
        assertThat(names(done)).containsExactly("me.jpg", "p0.jpg", "p1.jpg", "p2.jpg", "p3.jpg", "p4.jpg");
        assertThat(err.toString()).contains("bad.jpg").contains("[photo_unreadable]").contains("6 made, 1 failed");
        assertThat(out.toString().lines().filter(line -> line.contains("512x512"))).hasSize(6);
    }

    @Test
    void aSeriesGoesOnWhereItWasCutOff() throws IOException {
        Path other = Files.copy(photo, folder.resolve("b.png"));
        Path done = folder.resolve("done");
        assertThat(run("shoot", photo.toString(), "--engine", "paper", "--out-dir", done.toString())).isZero();
        byte[] before = Files.readAllBytes(done.resolve("me.jpg"));
        assertThat(run("shoot", photo.toString(), other.toString(), "--engine", "paper", "--seed", "49", "--continue",
                "--out-dir", done.toString())).isZero();
        assertThat(names(done)).containsExactly("b.jpg", "me.jpg");
        assertThat(Files.readAllBytes(done.resolve("me.jpg"))).isEqualTo(before);
        assertThat(err.toString()).contains("1 made, 1 there already, 0 failed");
    }

    @Test
    void patternsAreReadWhereTheShellLeavesThemAndPhotosAreNeverOverwritten() throws IOException {
        Files.copy(photo, folder.resolve("a1.png"));
        Files.copy(photo, folder.resolve("a2.png"));
        assertThat(run("shoot", folder + "/a?.png", "--engine", "paper", "--format", "png", "--out-dir",
                folder.toString())).isZero();
        assertThat(files()).containsExactlyInAnyOrder("me.png", "a1.png", "a2.png", "a1-2.png", "a2-2.png");
        assertThat(run("shoot", folder + "/z*.png", "--engine", "paper", "--out-dir", folder.toString())).isEqualTo(3);
        assertThat(run("shoot", folder + "/a1.png", folder + "/a2.png", "--engine", "paper")).isEqualTo(2);
        assertThat(err.toString()).contains("--out-dir");
    }

    @Test
    void aFileOfTheSizeThatAFormTakesIsMadeAndTold() throws IOException {
        assertThat(shoot("--width", "512", "--height", "512", "--max-bytes", "9000", "--min-bytes", "8000", "--dpi",
                "350", "-o", portrait())).isZero();
        assertThat(Files.size(Path.of(portrait()))).isBetween(8000L, 9000L);
        assertThat(out.toString()).contains(" kB at quality ");
        assertThat(shoot("--transparent", "-o", portrait())).isEqualTo(2);
        assertThat(err.toString()).contains("[transparent_needs_alpha]");
        assertThat(shoot("--prompt", "透明背景", "-o", portrait())).isEqualTo(2);
        assertThat(shoot("--document", "atlantis", "-o", portrait())).isEqualTo(2);
        assertThat(err.toString()).contains("[unknown_document]");
    }

    @Test
    void documentsAreListedAndPrintedOnSheets() throws IOException {
        assertThat(run("documents")).isZero();
        assertThat(out.toString()).contains("cn-id").contains("us-visa");
        assertThat(run("documents", "cn-id")).isZero();
        assertThat(out.toString()).contains("at least 15.02 mm").contains("read").contains("head height  not known");
        assertThat(shoot("--document", "cn-id", "-o", portrait())).isZero();
        assertThat(PhotoDecoder.decode(Files.readAllBytes(Path.of(portrait()))).width()).isEqualTo(358);
        Path sheet = folder.resolve("sheet.jpg");
        assertThat(run("print", portrait(), "--document", "cn-id", "--paper", "6in", "-o", sheet.toString())).isZero();
        assertThat(PhotoDecoder.decode(Files.readAllBytes(sheet)).height()).isIn(1200, 1800);
        Path pdf = folder.resolve("sheet.pdf");
        assertThat(run("print", portrait(), "--size", "26x32", "--copies", "4", "-o", pdf.toString())).isZero();
        assertThat(Files.readString(pdf, java.nio.charset.StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.4");
        assertThat(out.toString()).contains("4 photos on 6in");
        assertThat(run("print", portrait(), "--size", "35x35", "-o", pdf.toString())).isEqualTo(2);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shootTellsWhatWasUnderstood() {
        assertThat(shoot("--prompt", "warm light", "--seed", "7", "-o", portrait())).isZero();
        assertThat(out.toString()).contains("1328x1328  creative, seed 7").contains("understood")
                .contains("warm light as");
    }

    @Test
    void shootPrintsJsonForScripts() {
        assertThat(shoot("--prompt", "a \"b\"", "--seed", "7", "--json", "-o", portrait())).isZero();
        assertThat(out.toString()).startsWith("{\"file\":").contains("\"prompt\":\"a \\\"b\\\"\"")
                .contains("\"seed\":7").contains("\"gen_mode\":\"creative\"").contains("\"kind\":\"understood\"");
        assertThat(out.toString().strip()).doesNotContain("\n");
    }

    @Test
    void whatIsNotAsOrderedIsSaidToPeopleAndToPrograms() {
        assertThat(shoot("--prompt", "id photo", "-o", portrait())).isZero();
        assertThat(out.toString()).contains("not as ordered  background");
        assertThat(shoot("--prompt", "id photo", "--json", "-o", portrait())).isZero();
        assertThat(out.toString()).contains("\"fulfilled\":\"partly\",\"missing\":[\"background\"]");
        assertThat(shoot("--prompt", "poet", "--json", "-o", portrait())).isZero();
        assertThat(out.toString()).contains("\"fulfilled\":\"fully\",\"missing\":[]");
    }

    @Test
    void benchTimesWholePortraits() {
        assertThat(run("bench", "paper", "--photo", photo.toString(), "--runs", "2", "--size", "512", "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"engine\":\"paper\"").contains("\"name\":\"first look, 512\"")
                .contains("\"runs\":2").contains("median_ms");
    }

    @Test
    void quietMeansNotAWord() {
        assertThat(shoot("--quiet", "-o", portrait())).isZero();
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void theSameOrderGivesTheSameFile() throws IOException {
        assertThat(shoot("--seed", "3", "-o", portrait())).isZero();
        byte[] first = Files.readAllBytes(Path.of(portrait()));
        assertThat(shoot("--seed", "3", "-o", portrait())).isZero();
        assertThat(Files.readAllBytes(Path.of(portrait()))).isEqualTo(first);
        assertThat(shoot("--seed", "4", "-o", portrait())).isZero();
        assertThat(Files.readAllBytes(Path.of(portrait()))).isNotEqualTo(first);
    }

    @Test
    void aTemplateBringsItsPromptAndMode() {
        assertThat(shoot("--template", "city-night", "--json", "-o", portrait())).isZero();
        assertThat(out.toString()).doesNotContain("\"prompt\":\"\"");
        String text = Templates.all().stream().filter(known -> known.answersTo("city-night")).findFirst().orElseThrow()
                .prompt();
        assertThat(shoot("--prompt", "City Night", "--json", "-o", portrait())).isZero();
        assertThat(out.toString()).as("a prompt that is a name").contains("\"prompt\":\"" + text + "\"");
        assertThat(shoot("--template", "city-night", "--prompt", "rain", "--json", "-o", portrait())).isZero();
        assertThat(out.toString()).contains("\"prompt\":\"" + text + ", rain\"");
        assertThat(shoot("--template", "no-such-look", "-o", portrait())).isEqualTo(2);
        assertThat(err.toString()).contains("city-night").endsWith("[unknown_template]" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({"--width 100,size_out_of_range", "--gpen 0.33,strength_off_grid", "--skin 2,strength_out_of_range",
            "--gen-mode odd,unknown_mode", "--seed -5,seed_out_of_range", "--engine nobody,unknown_engine",
            "--nonsense,usage", "--width wide,usage"})
    void wrongOrdersEndWithTwoAndOneLine(String options, String code) {
        assertThat(shoot(options.split(" "))).isEqualTo(2);
        assertOneLine(code);
    }

    @ParameterizedTest
    @CsvSource({"no face,3,no_face", "refuse,4,balance_short", "fail,5,engine_failed", "bug,1,internal"})
    void failuresEndWithTheirCodeAndOneLine(String prompt, int exit, String code) throws IOException {
        assertThat(shoot("--prompt", prompt, "-o", portrait())).isEqualTo(exit);
        assertOneLine(code);
        assertThat(files()).as("nothing half done is left").containsExactly("me.png");
    }

    @Test
    void missingAndBrokenPhotosEndWithThree() throws IOException {
        assertThat(run("shoot", folder.resolve("nobody.jpg").toString(), "--engine", "paper", "-o", portrait()))
                .isEqualTo(3);
        assertOneLine("photo_missing");
        Files.writeString(photo, "hello");
        assertThat(shoot("-o", portrait())).isEqualTo(3);
        assertThat(run("shoot", folder.toString(), "--engine", "paper", "-o", portrait())).isEqualTo(3);
    }

    @Test
    void thePhotoIsNeverOverwritten() throws IOException {
        byte[] before = Files.readAllBytes(photo);
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), photo);
        for (String output : List.of(photo.toString(), link.toString(), folder + "/./me.png")) {
            assertThat(shoot("-o", output)).isEqualTo(2);
        }
        assertThat(Files.readAllBytes(photo)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gif", "a", "nowhere/a.jpg"})
    void outputsThatCannotBeWrittenAreRefusedBeforeTheWork(String name) {
        assertThat(shoot("--prompt", "bug", "-o", folder.resolve(name).toString())).isEqualTo(2);
        assertOneLine("malformed_request");
    }

    @Test
    void looksPutsEveryLookOnOneSheet() throws IOException {
        Path sheet = folder.resolve("sheet.jpg");
        assertThat(run("looks", photo.toString(), "--engine", "paper", "--size", "160", "-o", sheet.toString()))
                .isZero();
        assertThat(PhotoDecoder.decode(Files.readAllBytes(sheet)).width()).isGreaterThan(600);
        assertThat(out.toString()).contains("looks, seed 1");
    }

    @Test
    void looksPutsEveryRetouchStrengthOnOneSheet() throws IOException {
        Path sheet = folder.resolve("strengths.jpg");
        assertThat(run("looks", photo.toString(), "--strengths", "--engine", "paper", "--size", "160", "-o",
                sheet.toString())).isZero();
        var picture = PhotoDecoder.decode(Files.readAllBytes(sheet));
        assertThat(picture.width()).as("five steps, three rows").isGreaterThan(picture.height());
        assertThat(out.toString()).contains("15 looks");
    }

    @Test
    void helpTeaches() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "Exit codes:", "Environment:", "shoot", "keys");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        for (String command : List.of("shoot", "check", "looks", "serve", "keys", "accounts", "version")) {
            assertThat(run(command, "--help")).isZero();
        }
        assertThat(run()).isZero();
        assertThat(run("version")).isZero();
        assertThat(run("dance")).isEqualTo(2);
    }

    @Test
    void checkSaysWhetherPhotosWillDoAndEndsWithThreeWhereOneWillNot() {
        String sample = RunningService.SAMPLE.toString();
        assertThat(check(sample)).isZero();
        assertThat(out.toString()).contains("usable with advice", "face 0 *", "105 pixels wide", "[face_small]")
                .doesNotContain("[id_");
        assertThat(check(sample, "--template", "id-white", "--json")).isZero();
        assertThat(out.toString()).contains("\"code\":\"id_mouth_open\"", "\"taken\":0");
        assertThat(check(photo.toString(), sample)).isEqualTo(3);
        assertThat(out.toString()).contains("refused", "[no_face]");
        assertThat(check(sample, "--face", "1")).isEqualTo(3);
        assertThat(out.toString()).contains("[unknown_face]");
        assertThat(run("check", sample, "--engine", "paper")).isEqualTo(2);
        assertThat(err.toString()).contains("[preview_unavailable]");
    }

    private int check(String... arguments) {
        List<String> command = new ArrayList<>(List.of("check"));
        command.addAll(List.of(arguments));
        return Likeness.run(Engines.installed(), new PrintWriter(out, true), new PrintWriter(err, true),
                command.toArray(String[]::new));
    }

    private String portrait() {
        return folder.resolve("portrait.jpg").toString();
    }

    private int shoot(String... options) {
        List<String> arguments = new ArrayList<>(List.of("shoot", photo.toString()));
        if (!List.of(options).contains("--engine")) {
            arguments.addAll(List.of("--engine", "paper"));
        }
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        Engines engines = new Engines().with("paper", PaperEngine::new);
        return Likeness.run(engines, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private void assertOneLine(String code) {
        assertThat(err.toString().lines()).singleElement().asString().startsWith("likeness: ")
                .endsWith("[" + code + "]");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
