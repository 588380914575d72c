package org.esgrima.benchmarks;

import java.util.concurrent.TimeUnit;
import org.esgrima.train.Presets;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one training step: k updates of D, one of G, one of the average; no data, no files. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(2)
public class TrainingStep {
  /** DCGAN on 28 × 28 gray pixels, batch 64: preset dcgan-mnist. */
  @State(Scope.Benchmark)
  public static class Dcgan28 {
    /** Channels at the largest inner resolution. */
    @Param("64")
    public int width;

    private Game game;

    /** Makes both players. */
    @Setup
    public void open() {
      game =
          new Game(
              Presets.config("dcgan-mnist", "{batch: 64, architecture: {width: " + width + "}}"));
    }

    /** Frees them. */
    @TearDown
    public void close() {
      game.close();
    }
  }

  /** The fully connected networks of 2014, batch 100: preset goodfellow2014-mnist. */
  @State(Scope.Benchmark)
  public static class Mlp2014 {
    private Game game;

    /** Makes both players. */
    @Setup
    public void open() {
      game = new Game(Presets.config("goodfellow2014-mnist", "batch: 100"));
    }

    /** Frees them. */
    @TearDown
    public void close() {
      game.close();
    }
  }

  /** One step of DCGAN, 64 images. */
  @Benchmark
  public void dcgan28(Dcgan28 players) {
    players.game.play();
  }

  /** One step of the networks of 2014, 100 images. */
  @Benchmark
  public void mlp2014(Mlp2014 players) {
    players.game.play();
  }
}
