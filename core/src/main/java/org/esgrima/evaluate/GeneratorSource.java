package org.esgrima.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.Dataset;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.metric.EightBit;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * What a generator makes of the seeds from the first on.
 *
 * @param generator closed with this
 * @param firstSeed at least 0
 * @param classes asked for in turn; empty = the seeds decide
 */
record GeneratorSource(TrainedGenerator generator, long firstSeed, List<Integer> classes)
    implements SampleSource {
  @Override
  public String name() {
    return generator.checkpoint().toString();
  }

  @Override
  public String fingerprint() {
    return Sha256.ofFile(generator.checkpoint(), "a checkpoint")
        + " from seed "
        + firstSeed
        + " in classes "
        + classes;
  }

  @Override
  public Shape sampleShape() {
    return generator.sampleShape();
  }

  @Override
  public long size() {
    return Dataset.UNLIMITED;
  }

  @Override
  public long number(long position) {
    return firstSeed + position;
  }

  private int classAt(long position) {
    return classes.isEmpty() ? Conditions.ANY : classes.get((int) (position % classes.size()));
  }

  @Override
  public void forEach(long from, long count, Consumer<Tensor> use) {
    for (long done = 0; done < count; done += PIECE) {
      int length = (int) Math.min(PIECE, count - done);
      long first = from + done;
      long[] seeds = LongStream.range(number(first), number(first) + length).toArray();
      int[] wanted = new int[length];
      Arrays.setAll(wanted, i -> classAt(first + i));
      try (Scope scope = Scope.open()) {
        Tensor samples = generator.samples(seeds, wanted);
        use.accept(generator.makesImages() ? EightBit.toUnit(EightBit.of(samples)) : samples);
      }
    }
  }

  @Override
  public void close() {
    generator.close();
  }
}
