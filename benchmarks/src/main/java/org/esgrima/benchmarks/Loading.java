package org.esgrima.benchmarks;

import java.util.concurrent.TimeUnit;
import org.esgrima.data.Batch;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.data.Strokes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Images a second that the loader delivers when nothing else runs: strokes, batches of 64. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class Loading {
  private static final int BATCH = 64;

  /** Threads that draw ahead. */
  @Param({"1", "2"})
  public int threads;

  private Strokes strokes;
  private Loader loader;

  /** Starts the threads. */
  @Setup
  public void open() {
    strokes = new Strokes(0);
    loader = new Loader(strokes, Sampler.shuffled(strokes, 0), BATCH, 0, threads, Loader.DEPTH);
  }

  /** The next minibatch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Batch strokes() {
    return loader.next();
  }

  /** Stops them. */
  @TearDown
  public void close() {
    loader.close();
    strokes.close();
  }
}
