package org.esgrima.benchmarks;

import java.nio.file.Path;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.nn.Inputs;
import org.esgrima.torch.Scope;

/** Minibatches of images as the trainer gets them: tensors in [-1, 1]. */
final class LoadingCases {
  static final int BATCH = 64;

  private LoadingCases() {}

  /** Shuffled minibatches of the data at a path, read by that many threads. */
  static Work open(Path source, int threads) {
    Dataset dataset = Datasets.open(DataOptions.of(source.toString()));
    Loader loader =
        new Loader(dataset, Sampler.shuffled(dataset, 0), BATCH, 0, threads, Loader.DEPTH);
    return new Work() {
      @Override
      public void repeat() {
        try (Scope scope = Scope.open()) {
          Inputs.of(loader.next(), ElementType.F32);
        }
      }

      @Override
      public void close() {
        loader.close();
        dataset.close();
      }
    };
  }
}
