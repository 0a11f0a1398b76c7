import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.Loader;

/**
 * Takes the native libraries out of a release's jars, so that nothing is unpacked when it starts and none is there twice:
 * those of OpenCV that the classes below load, with what these need, and ONNX Runtime's. Libraries of other systems go.
 *
 * <p>
 * Prints the modules of Java that the jars' classes name, one a line: what jdeps finds out too, but that takes minutes on so
 * many jars and stumbles over modules among them.
 *
 * <p>
 * Arguments: the folder of the jars, a folder for the libraries. Runs on those jars, with {@code
 * -Dorg.bytedeco.javacpp.cachedir} naming an empty folder.
 */
final class Natives {
    /** What main sources import of OpenCV; whoever imports more gets an UnsatisfiedLinkError from the release's test. */
    private static final List<String> PRESETS = List.of("opencv_core", "opencv_imgproc", "opencv_imgcodecs",
            "opencv_dnn");
    private static final Pattern UNPACKED_JARS = Pattern.compile("(javacpp|opencv|openblas)-.*-linux-x86_64\\.jar");
    private static final String ONNX = "ai/onnxruntime/native/";
    private static final String ONNX_HERE = ONNX + "linux-x64/";
    private static final Pattern OTHER_TOKENIZERS = Pattern.compile("native/lib/(?!linux-x86_64/).*");

    private Natives() {}

    public static void main(String... args) throws Exception {
        Path jars = Path.of(args[0]);
        Path libraries = Files.createDirectories(Path.of(args[1]));
        for (String preset : PRESETS) {
            Loader.load(Class.forName("org.bytedeco.opencv.global." + preset));
        }
        collect(Path.of(System.getProperty("org.bytedeco.javacpp.cachedir")), libraries);
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.toList()) {
                String name = jar.getFileName().toString();
                if (UNPACKED_JARS.matcher(name).matches()) {
                    Files.delete(jar);
                } else if (name.startsWith("onnxruntime-")) {
                    lighten(jar, libraries, Pattern.compile(ONNX + ".*"));
                } else if (name.startsWith("tokenizers-")) {
                    lighten(jar, libraries, OTHER_TOKENIZERS);
                }
            }
        }
        modules(jars).forEach(System.out::println);
    }

    private static Set<String> modules(Path jars) throws IOException {
        Map<String, String> owners = new HashMap<>();
        ModuleLayer.boot().modules().forEach(
                module -> module.getPackages().forEach(name -> owners.put(name.replace('.', '/'), module.getName())));
        Set<String> needed = new TreeSet<>();
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.toList()) {
                try (ZipFile one = new ZipFile(jar.toFile())) {
                    for (ZipEntry entry : (Iterable<ZipEntry>) one.stream().<ZipEntry>map(it -> it)::iterator) {
                        if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
                            for (PoolEntry named : ClassFile.of().parse(one.getInputStream(entry).readAllBytes())
                                    .constantPool()) {
                                if (named instanceof ClassEntry type) {
                                    String name = type.asInternalName().replaceFirst("^\\[+L", "");
                                    int end = name.lastIndexOf('/');
                                    if (end > 0 && owners.get(name.substring(0, end)) instanceof String module) {
                                        needed.add(module);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return needed;
    }

    /** Each library under the name that it is looked for by; the same bytes under a second name as a link. */
    private static void collect(Path unpacked, Path libraries) throws IOException {
        Map<String, Path> bySize = new HashMap<>();
        try (Stream<Path> files = Files.walk(unpacked)) {
            for (Path file : files.filter(it -> Files.isRegularFile(it, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .filter(it -> it.getFileName().toString().contains(".so")).sorted().toList()) {
                Path copy = libraries.resolve(file.getFileName());
                Path twin = bySize.get(Long.toString(Files.size(file)));
                if (twin != null && Files.mismatch(twin, file) < 0) {
                    Files.createSymbolicLink(copy, twin.getFileName());
                } else {
                    Files.copy(file, copy);
                    bySize.put(Long.toString(Files.size(file)), copy);
                }
            }
        }
    }

    /** Writes a jar anew without some of its entries; those of ONNX Runtime for this system become files. */
    private static void lighten(Path jar, Path libraries, Pattern without) throws IOException {
        Path draft = jar.resolveSibling(jar.getFileName() + ".part");
        try (ZipFile whole = new ZipFile(jar.toFile()); var light = new ZipOutputStream(Files.newOutputStream(draft))) {
            for (ZipEntry entry : (Iterable<ZipEntry>) whole.stream().<ZipEntry>map(it -> it)::iterator) {
                byte[] bytes = whole.getInputStream(entry).readAllBytes();
                if (!without.matcher(entry.getName()).matches()) {
                    ZipEntry kept = new ZipEntry(entry.getName());
                    kept.setTime(entry.getTime());
                    light.putNextEntry(kept);
                    light.write(bytes);
                } else if (entry.getName().startsWith(ONNX_HERE) && entry.getName().endsWith(".so")) {
                    Files.write(libraries.resolve(entry.getName().substring(ONNX_HERE.length())), bytes);
                }
            }
        }
        Files.move(draft, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
