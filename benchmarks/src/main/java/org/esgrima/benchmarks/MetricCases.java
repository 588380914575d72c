package org.esgrima.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Npy;
import org.esgrima.io.Shape;
import org.esgrima.metric.DensityCoverage;
import org.esgrima.metric.Fid;
import org.esgrima.metric.Kid;
import org.esgrima.metric.Metric;
import org.esgrima.metric.PairwiseMetrics;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** FID, KID and PRDC of two sets of features, without intervals, as the Python packages compute. */
final class MetricCases {
  static final int COUNT = 10_000;
  static final int WIDTH = 2_048;
  private static final String REALS = "reals";
  private static final String FAKES = "fakes";
  private static final double SHIFT = 0.05;

  private MetricCases() {}

  /** The metric of that name. */
  static Work open(String name) {
    List<Metric> metrics =
        switch (name) {
          case "fid" -> List.of(new Fid());
          case "kid" -> List.of(new Kid());
          case "prdc" -> List.of(new DensityCoverage(5, null));
          case "all" -> List.of(new Fid(), new Kid(), new DensityCoverage(5, null));
          default ->
              throw new InputException(
                  "unknown metric", name, "fid, kid, prdc or all", name, "Choose another");
        };
    NamedTensors features = new NamedTensors();
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      features.put(REALS, features(random, 0));
      features.put(FAKES, features(random, SHIFT));
    }
    return new Work() {
      @Override
      public void repeat() {
        try (Scope scope = Scope.open()) {
          // To the log, where one sees that both sides measure the same.
          PairwiseMetrics.measure(metrics, features.get(REALS), features.get(FAKES)).stream()
              .flatMap(List::stream)
              .forEach(m -> System.err.println(m.metric() + " " + m.value()));
        }
      }

      @Override
      public void close() {
        features.close();
      }
    };
  }

  /** The same features as files for the peers. */
  static void write(Path directory) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      write(directory.resolve(REALS + ".npy"), features(random, 0));
      write(directory.resolve(FAKES + ".npy"), features(random, SHIFT));
    }
  }

  private static void write(Path file, Tensor features) {
    float[] values = features.toFloats();
    Npy.write(file, features.elementType(), features.shape(), sink -> sink.put(values));
  }

  /** Features that are correlated, as those of a network are: a random mixture of normal ones. */
  private static Tensor features(RandomStream random, double shift) {
    try (Scope scope = Scope.open()) {
      Tensor mixture =
          random.normal(ElementType.F32, Shape.of(WIDTH, WIDTH), 0, 1 / Math.sqrt(WIDTH));
      Tensor samples = random.normal(ElementType.F32, Shape.of(COUNT, WIDTH), 0, 1);
      return scope.keep(samples.matmul(mixture).add(shift));
    }
  }
}
