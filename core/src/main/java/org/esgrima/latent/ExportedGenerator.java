package org.esgrima.latent;

import java.nio.file.Path;
import java.util.List;
import org.esgrima.io.Shape;
import org.esgrima.runtime.Generator;
import org.esgrima.runtime.GeneratorInfo;

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
    return new ExportedGenerator(file, Generator.open(file));
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
  public float[] values(long[] seeds, int[] classes) {
    float[][] conditions = generator.conditions(seeds, classes);
    return generator.ofLatents(generator.latents(seeds), conditions, 1).values();
  }

  @Override
  public void close() {
    generator.close();
  }
}
