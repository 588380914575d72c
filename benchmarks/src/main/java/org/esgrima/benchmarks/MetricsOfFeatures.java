package org.esgrima.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Npy;
import org.esgrima.io.Shape;
import org.esgrima.metric.DensityCoverage;
import org.esgrima.metric.Fid;
import org.esgrima.metric.Kid;
import org.esgrima.metric.Measurement;
import org.esgrima.metric.Metric;
import org.esgrima.metric.PairwiseMetrics;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.Threads;

/**
 * Seconds, by the clock and of all processors, for FID, KID and PRDC of two sets of features that
 * are given, without intervals, as the Python packages compute them: see {@code
 * benchmarks/peers/metrics.py}, which takes turns with this.
 */
public final class MetricsOfFeatures {
  private MetricsOfFeatures() {}

  /** Arguments: samples of each kind (10000), features (2048), threads (2), directory for peers. */
  public static void main(String[] args) {
    try {
      Environment.require();
      int count = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
      int width = args.length > 1 ? Integer.parseInt(args[1]) : 2_048;
      Threads.set(args.length > 2 ? Integer.parseInt(args[2]) : 2);
      measure(count, width, args.length > 3 ? Path.of(args[3]) : null);
    } catch (InputException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** Features that are correlated, as those of a network are: a random mixture of normal ones. */
  private static Tensor features(RandomStream random, int count, int width, double shift) {
    try (Scope scope = Scope.open()) {
      Tensor mixture =
          random.normal(ElementType.F32, Shape.of(width, width), 0, 1 / Math.sqrt(width));
      Tensor samples = random.normal(ElementType.F32, Shape.of(count, width), 0, 1);
      return scope.keep(samples.matmul(mixture).add(shift));
    }
  }

  private static void measure(int count, int width, Path directory) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor reals = features(random, count, width, 0);
      Tensor fakes = features(random, count, width, 0.05);
      if (directory != null) {
        Npy.write(
            directory.resolve("reals.npy"),
            reals.elementType(),
            reals.shape(),
            sink -> sink.put(reals.toFloats()));
        Npy.write(
            directory.resolve("fakes.npy"),
            fakes.elementType(),
            fakes.shape(),
            sink -> sink.put(fakes.toFloats()));
      }
      time("fid", () -> new Fid().measure(reals, fakes).get(0));
      time("kid", () -> new Kid().measure(reals, fakes).get(0));
      time("prdc", () -> new DensityCoverage(5, null).measure(reals, fakes).get(3));
      time("kid-and-prdc", () -> together(reals, fakes));
    }
  }

  /** As {@code esgrima evaluate} takes them: in one pass over all pairs. */
  private static Measurement together(Tensor reals, Tensor fakes) {
    List<Metric> metrics = List.of(new Kid(), new DensityCoverage(5, null));
    return PairwiseMetrics.measure(metrics, reals, fakes).get(0).get(0);
  }

  private static void time(String name, Supplier<Measurement> metric) {
    long begin = System.nanoTime();
    long processorBegin = processorNanos();
    double value;
    try (Scope scope = Scope.open()) {
      value = metric.get().value();
    }
    System.out.printf(
        Locale.ROOT,
        "%s %.3f s processor %.3f s value %.9g%n",
        name,
        (System.nanoTime() - begin) / 1e9,
        (processorNanos() - processorBegin) / 1e9,
        value);
  }

  /** Of all threads of this process. */
  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
