package org.esgrima.latent;

import java.nio.file.Path;
import java.util.List;
import org.esgrima.io.Shape;

/**
 * A style-based generator whose styles are truncated.
 *
 * @param source makes the samples; closed with this
 * @param usual ψ of all samples for which no other is asked
 */
record TruncatedSource(SampleSource source, double usual) implements SampleSource {
  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Path file() {
    return source.file();
  }

  @Override
  public Shape sampleShape() {
    return source.sampleShape();
  }

  @Override
  public List<String> classes() {
    return source.classes();
  }

  @Override
  public float[] values(long[] seeds, int[] classes) {
    return values(seeds, classes, usual);
  }

  @Override
  public float[] values(long[] seeds, int[] classes, double psi) {
    return source.values(seeds, classes, psi);
  }

  @Override
  public void close() {
    source.close();
  }
}
