package dev.likeness.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How many orders a second the service takes, durably, and how many questions about them it answers. The service runs in
 * a process of its own with the embedded PostgreSQL (fsync on), an engine that returns at once and two workers that drain
 * the queue meanwhile; this process asks over loopback, one question at a time on each of its connections. All orders are
 * of one account and one key, the worst case for the books.
 *
 * <pre>
 * mvn -q -pl bench -am package -DskipTests
 * java -cp 'bench/target/*:bench/target/lib/*' dev.likeness.bench.SubmitBench [connections] [seconds] [runs] [workers] [photos]
 * </pre>
 *
 * Without words: 64 connections, 10 s, 5 runs, 2 workers; 0 workers leave the queue as it is, to tell what taking orders
 * costs from what carrying them out does; the word "photos" leaves all but the orders with a photo of 1 MB out. Prints for each kind of request the rate and the latencies of every run, and the median run.
 */
public final class SubmitBench {
    private static final String SUBMIT = "/doubao/drawing/portrait";
    private static final String RESULT = "/doubao/drawing/portrait_result?response_format=url";
    private static final Pattern TASK = Pattern.compile("\"task_id\":\"([0-9]{19})\"");
    private static final int MEGABYTE = 1_000_000;
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SubmitBench() {}

    public static void main(String[] arguments) throws Exception {
        int connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        String workers = arguments.length > 3 ? arguments[3] : "2";
        boolean photosOnly = arguments.length > 4 && arguments[4].equals("photos");
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench");
        Process service = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), BenchService.class.getName(), data.toString(), workers)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            var out = service.inputReader();
            String[] ready = out.lines().filter(line -> line.startsWith(BenchService.READY)).findFirst().orElseThrow()
                    .split(" ");
            // Or the service would stop once nobody reads what it logs.
            Thread.ofPlatform().daemon().start(() -> out.lines().forEach(line -> {}));
            Target server = new Target(URI.create(ready[1]), service.toHandle());
            String link = ready[2];
            ConcurrentLinkedQueue<String> tasks = new ConcurrentLinkedQueue<>();
            byte[] byLink = order(link);
            byte[] inline = order(megabyte());
            measure("warm-up, not counted", server, connections, seconds, 1, i -> photosOnly ? inline : byLink, tasks);
            if (!photosOnly) {
                measure("submit, photo by URL", server, connections, seconds, runs, i -> byLink, tasks);
                List<byte[]> questions = tasks.stream().limit(10_000).map(SubmitBench::question).toList();
                measure("poll", server, connections, seconds, runs,
                        i -> questions.get(Math.floorMod(i * 7919, questions.size())), new ConcurrentLinkedQueue<>());
            }
            measure("submit, photo of 1 MB in base64", server, Math.min(connections, 16), seconds, runs, i -> inline,
                    tasks);
        } finally {
            service.getOutputStream().close();
            if (!service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
    }

    private record Target(URI server, ProcessHandle service) {}

    private static byte[] order(String image) {
        return Wire.post(SUBMIT, BenchService.KEY,
                "{\"image_input\":\"" + image + "\",\"prompt\":\"city at night\",\"width\":512,\"height\":512}");
    }

    private static byte[] question(String task) {
        return Wire.post(RESULT, BenchService.KEY, "{\"task_id\":\"" + task + "\"}");
    }

    /** Looks like a photo of 1 MB until somebody decodes it. */
    private static String megabyte() throws IOException {
        var file = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(new java.awt.image.BufferedImage(160, 120,
                java.awt.image.BufferedImage.TYPE_INT_RGB), "jpeg", file);
        byte[] padding = new byte[MEGABYTE - file.size()];
        new Random(1).nextBytes(padding);
        file.write(padding);
        return Base64.getEncoder().encodeToString(file.toByteArray());
    }

    private record Run(double rate, double median, double p99, double slowest, double cpu, long failures) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%,8.0f /s   median %6.2f ms   p99 %7.2f ms   slowest %7.1f ms   service's CPU %.2f ms each%s",
                    rate,
                    median, p99, slowest, cpu, failures == 0 ? "" : "   FAILED " + failures);
        }
    }

    private static void measure(String what, Target target, int connections, int seconds, int runs,
            IntFunction<byte[]> requests, ConcurrentLinkedQueue<String> tasks) throws Exception {
        List<Run> all = new ArrayList<>();
        System.out.println(what + ", " + connections + " connections, " + seconds + " s each");
        for (int run = 0; run < runs; run++) {
            all.add(run(target, connections, seconds, requests, tasks));
            System.out.println("  " + all.getLast());
        }
        all.sort(java.util.Comparator.comparingDouble(Run::rate));
        System.out.println("  median run: " + all.get(all.size() / 2));
    }

    private static Run run(Target target, int connections, int seconds, IntFunction<byte[]> requests,
            ConcurrentLinkedQueue<String> tasks) throws InterruptedException, ExecutionException {
        double before = cpuSeconds(target.service());
        long begin = System.nanoTime();
        long end = begin + seconds * (long) NANOS;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Client>> clients = IntStream.range(0, connections)
                    .mapToObj(number -> threads.submit(() -> client(target.server(), number, end, requests, tasks)))
                    .toList();
            List<Client> done = new ArrayList<>();
            for (Future<Client> client : clients) {
                done.add(client.get());
            }
            double elapsed = (System.nanoTime() - begin) / NANOS;
            long[] nanos = done.stream().flatMapToLong(client -> Arrays.stream(client.nanos())).sorted().toArray();
            double cpu = (cpuSeconds(target.service()) - before) * 1000 / nanos.length;
            return new Run(nanos.length / elapsed, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1), cpu,
                    done.stream().mapToLong(Client::failures).sum());
        }
    }

    /** Of the service and its PostgreSQL, the draining of the queue included. */
    private static double cpuSeconds(ProcessHandle service) {
        return Stream.concat(Stream.of(service), service.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus).toMillis() / 1000.0;
    }

    private static double at(long[] sorted, double fraction) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (fraction * sorted.length))] / 1e6;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Client(long[] nanos, long failures) {}

    private static Client client(URI server, int number, long end, IntFunction<byte[]> requests,
            ConcurrentLinkedQueue<String> tasks) throws IOException {
        LongStream.Builder nanos = LongStream.builder();
        long failures = 0;
        try (Wire wire = new Wire(server)) {
            int i = number * 100_000;
            for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
                Wire.Answer answer = wire.ask(requests.apply(i++));
                nanos.add(System.nanoTime() - before);
                if (answer.status() != 200) {
                    failures++;
                } else {
                    Matcher matcher = TASK.matcher(answer.body());
                    if (matcher.find()) {
                        tasks.add(matcher.group(1));
                    }
                }
            }
        }
        return new Client(nanos.build().toArray(), failures);
    }
}
