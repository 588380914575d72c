package org.esgrima.benchmarks;

import java.nio.file.Path;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.data.PackedDataset;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.nn.Inputs;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Threads;
import org.esgrima.train.Minibatch;

/**
 * A point of {@link Growth} in a process of its own, so that its peak of memory is its own: plays
 * some steps on a packed data set and prints {@code threads NUMBER}, {@code program BYTES} before
 * there is its network, but after steps of a tiny one, so that all code is loaded; {@code step
 * SECONDS} for each step after the warm-up; and {@code peak BYTES} at the end.
 */
public final class GrowthWorker {
  private static final int WARM_UP = 2;
  private static final int LEAST = 5;
  private static final int MOST = 200;
  private static final double NANOS = 1e9;

  private GrowthWorker() {}

  /** Arguments: case, packed data, threads, seconds. */
  public static void main(String[] args) {
    GrowthCase point = GrowthCase.of(args[0]);
    int threads = Integer.parseInt(args[2]);
    Threads.set(threads, Threads.Work.NETWORKS);
    System.out.println("threads " + threads);
    double seconds = Double.parseDouble(args[3]);
    try (Dataset dataset = PackedDataset.open(Path.of(args[1]));
        Loader loader = new Loader(dataset, Sampler.shuffled(dataset, 0), point.batch(), 0)) {
      loadCode(point.model());
      System.out.println("program " + Scope.residentBytes());
      try (Game game = new Game(point.config(), point.sample())) {
        play(game, loader, seconds);
      }
    }
    System.out.println("peak " + Scope.peakResidentBytes());
  }

  private static void loadCode(GrowthCase.Model model) {
    GrowthCase tiny = new GrowthCase(model, 32, 4, 8, 0);
    try (Game game = new Game(tiny.config(), tiny.sample())) {
      for (int i = 0; i < WARM_UP; i++) {
        game.play();
      }
    }
  }

  private static void play(Game game, Loader loader, double enough) {
    for (int i = 0; i < WARM_UP; i++) {
      step(game, loader);
    }
    double sum = 0;
    for (int i = 0; i < LEAST || (sum < enough && i < MOST); i++) {
      double seconds = step(game, loader);
      sum += seconds;
      System.out.println("step " + seconds);
    }
  }

  private static double step(Game game, Loader loader) {
    long began = System.nanoTime();
    game.play(() -> Minibatch.of(Inputs.of(loader.next(), ElementType.F32)));
    return (System.nanoTime() - began) / NANOS;
  }
}
