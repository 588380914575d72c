package org.esgrima.evaluate;

import java.util.function.Consumer;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Inputs;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The samples of a data set in the order of a seed: files often lie sorted by class, so that the
 * first thousand would not stand for all.
 */
final class DatasetSource implements SampleSource {
  private final String name;
  private final Dataset dataset;
  private final Sampler order;
  private final String fingerprint;

  /** Takes the set over: closing this closes it. */
  DatasetSource(String name, Dataset dataset, long seed) {
    this.name = name;
    this.dataset = dataset;
    this.order = Sampler.shuffled(dataset, seed);
    this.fingerprint = dataset.fingerprint() + " in order " + seed;
  }

  Dataset dataset() {
    return dataset;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public Shape sampleShape() {
    return dataset.sampleShape();
  }

  @Override
  public long size() {
    return dataset.size();
  }

  @Override
  public long number(long position) {
    return order.indexAt(position);
  }

  @Override
  public void forEach(long from, long count, Consumer<Tensor> use) {
    int piece = (int) Math.min(PIECE, count);
    try (Loader loader = new Loader(dataset, order, piece, from)) {
      for (long done = 0; done < count; done += piece) {
        try (Scope scope = Scope.open()) {
          Tensor samples = Inputs.of(loader.next(), ElementType.F32);
          use.accept(samples.narrow(0, 0, Math.min(piece, count - done)));
        }
      }
    }
  }

  @Override
  public void close() {
    dataset.close();
  }
}
