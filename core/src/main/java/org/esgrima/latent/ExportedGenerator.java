package org.esgrima.latent;

import java.nio.file.Path;
import java.util.List;
import org.esgrima.io.Shape;
import org.esgrima.runtime.Generator;
import org.esgrima.runtime.GeneratorInfo;
import org.esgrima.runtime.GeneratorOptions;

/** A generator in an ONNX file of {@code esgrima export}, computed without libtorch. */
public final class ExportedGenerator implements SampleSource {
  private final Path file;
  private final Generator generator;

  private ExportedGenerator(Path file, Generator generator) {
    this.file = file;
    this.generator = generator;
  }

  /**
   * Opens a file.
   *
   * @throws org.esgrima.InputException if there is none, or it is no generator of Esgrima
   */
  public static ExportedGenerator open(Path file) {
    return open(file, file, GeneratorOptions.DEFAULT.batch());
  }

  /**
   * Opens a file that was made of something else.
   *
   * @param from what {@link #file} says
   * @param batch most samples made at once, at least 1
   * @throws org.esgrima.InputException as the other
   */
  public static ExportedGenerator open(Path onnx, Path from, int batch) {
    int waiting = Math.max(batch, GeneratorOptions.DEFAULT.waiting());
    GeneratorOptions options = new GeneratorOptions(0, batch, waiting);
    return new ExportedGenerator(from, Generator.open(onnx, options));
  }

  private GeneratorInfo info() {
    return generator.info();
  }

  @Override
  public String name() {
    return info().metadata().getOrDefault("run", "exported");
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(info().sampleShape().stream().mapToLong(Integer::longValue).toArray());
  }

  @Override
  public List<String> classes() {
    return info().classes();
  }

  @Override
  public float[] values(long[] seeds, int[] classes, double psi) {
    float[][] conditions = generator.conditions(seeds, classes);
    return generator.ofLatents(generator.latents(seeds), conditions, psi).values();
  }

  @Override
  public void close() {
    generator.close();
  }
}
