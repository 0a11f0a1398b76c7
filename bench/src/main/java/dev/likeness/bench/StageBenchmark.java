package dev.likeness.bench;

import dev.likeness.core.Photo;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.face.FaceFinder;
import dev.likeness.darkroom.edge.EdgeRefinement;
import dev.likeness.darkroom.edge.ForegroundColour;
import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.matte.Matting;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.retouch.Retoucher;
import dev.likeness.darkroom.retouch.SkinMask;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.studio.backdrop.Backdrops;
import dev.likeness.studio.backdrop.Focus;
import dev.likeness.studio.frame.Compositor;
import dev.likeness.studio.grade.FilmGrade;
import dev.likeness.studio.grade.Grading;
import dev.likeness.studio.light.Exposure;
import dev.likeness.studio.light.LightSetup;
import dev.likeness.studio.light.Relighter;
import dev.likeness.studio.light.SceneLight;
import dev.likeness.studio.plan.BackdropName;
import dev.likeness.studio.plan.GradeName;
import dev.likeness.studio.plan.LightName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Each stage of a portrait alone, on the sample photo: {@code java -jar bench/target/bench-*.jar} from the repository's
 * folder. The photo fills the canvas, as a bust does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xlog:disable"})
public class StageBenchmark {
    /** Side of the portrait, pixels. */
    @Param("1328")
    public int size;

    private final FaceFinder finder = new FaceFinder();
    private final Matting matting = new Matting();
    private byte[] file = {};
    private Photo photo = new Photo(0, 0, new byte[0], "", List.of());
    private NativePicture pixels = NativePicture.of(1, 1, new byte[3]);
    private Face face = new Face(0, 0, 1, new Face.Point(0, 0), new Face.Point(1, 0), new Face.Point(0, 1), 0);
    private Face onCanvas = face;
    private Raster bgr = Raster.blank(1, 1, 3);
    private Raster rough = Raster.blank(1, 1, 1);
    private Raster alpha = rough;
    private Raster skin = rough;
    private Raster colours = bgr;
    private Raster ground = bgr;

    /** Everything that a stage needs of the stages before it. */
    @Setup
    public void prepare() throws IOException {
        file = Files.readAllBytes(Path.of("samples", "astronaut.png"));
        photo = PhotoDecoder.decode(file);
        pixels = SitterAnalysis.pixels(photo);
        face = finder.find(pixels);
        Matte matte = matting.cut(pixels, face);
        Placement placed = new Placement((double) size / photo.width(), 0, 0);
        onCanvas = face.on(placed);
        bgr = Resampling.photo(photo.bgr(), photo.width(), photo.height(), placed, size, size);
        rough = Resampling.cubic(matte.alpha(), matte.fromPhoto().inverse().then(placed), size, size, Border.REPEATED);
        alpha = edges();
        skin = skin();
        colours = foregroundColours();
        ground = backdrop();
    }

    @Benchmark
    public Photo decode() {
        return PhotoDecoder.decode(file);
    }

    @Benchmark
    public Face findFace() {
        return finder.find(pixels);
    }

    @Benchmark
    public Matte cutOut() {
        return matting.cut(pixels, face);
    }

    @Benchmark
    public Raster compose() {
        return Resampling.photo(photo.bgr(), photo.width(), photo.height(),
                new Placement((double) size / photo.width(), 0, 0), size, size);
    }

    @Benchmark
    public Raster edges() {
        Raster fitted = copy(rough);
        EdgeRefinement.apply(bgr, fitted, onCanvas.width());
        return fitted;
    }

    @Benchmark
    public Raster skin() {
        return SkinMask.of(bgr, onCanvas);
    }

    @Benchmark
    public Raster retouch() {
        Raster picture = copy(bgr);
        Retoucher.apply(picture, alpha, skin, onCanvas, Retouch.DEFAULT);
        return picture;
    }

    @Benchmark
    public Raster foregroundColours() {
        Raster picture = copy(bgr);
        ForegroundColour.apply(picture, alpha, onCanvas.width());
        return picture;
    }

    @Benchmark
    public Raster backdrop() {
        return Backdrops.of(BackdropName.LIBRARY).paint(size, size, new Seed(1), focus()).light();
    }

    @Benchmark
    public Relighter.Lighting light() {
        return Relighter.light(new Relighter.Sitting(bgr, skin, alpha, onCanvas, 1), LightSetup.of(LightName.REMBRANDT),
                1, SceneLight.STUDIO);
    }

    /** With the light, which it needs. */
    @Benchmark
    public Raster lightAndPlace() {
        Raster scene = copy(ground);
        Compositor.place(new Compositor.Subject(colours, alpha, onCanvas, light(), Exposure.tint(ground)), scene);
        return scene;
    }

    @Benchmark
    public byte[] grade() {
        return FilmGrade.apply(copy(ground), GradeName.WARM, new Grading(focus(), new Seed(1), true, true));
    }

    @Benchmark
    public byte[] jpeg() throws IOException {
        return JpegWriter.encode(new Rendering(photo.width(), photo.height(), photo.bgr(), List.of()),
                AigcLabel.of("bench", "studio", "{}"));
    }

    private Focus focus() {
        return new Focus(onCanvas.eyesX(), onCanvas.eyesY(), onCanvas.width());
    }

    private static Raster copy(Raster raster) {
        return new Raster(raster.width(), raster.height(), raster.channels(), raster.data().clone());
    }
}
