package org.esgrima.benchmarks;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.runtime.Generator;
import org.esgrima.runtime.GeneratorOptions;
import org.esgrima.torch.Scope;

/** Images of a trained generator, from seeds to numbers in a Java array. */
final class GenerationCases {
  private GenerationCases() {}

  /** By ONNX Runtime: {@link Generator} as programs use it. */
  static Work onnx(Path model, int count, int threads) {
    Generator generator =
        Generator.open(
            model, new GeneratorOptions(threads, count, GeneratorOptions.DEFAULT.waiting()));
    return new Work() {
      private long seed;

      @Override
      public void repeat() {
        generator
            .samples(LongStream.range(seed, seed + count).toArray(), Generator.ANY, 1)
            .values();
        seed += count;
      }

      @Override
      public void close() {
        generator.close();
      }
    };
  }

  /** By libtorch: the network of the same run. */
  static Work libtorch(Path run, int count) {
    TrainedGenerator generator = TrainedGenerator.open(run);
    return new Work() {
      private long seed;

      @Override
      public void repeat() {
        try (Scope scope = Scope.open()) {
          generator.samples(seed, count).toFloats();
          seed += count;
        }
      }

      @Override
      public void close() {
        generator.close();
      }
    };
  }
}
