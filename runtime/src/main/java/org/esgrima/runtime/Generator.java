package org.esgrima.runtime;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.esgrima.InputException;

/**
 * A trained generator that makes pictures through ONNX Runtime, without libtorch.
 *
 * <pre>{@code
 * try (Generator generator = Generator.open(Path.of("digits.onnx"))) {
 *   List<BufferedImage> pictures = generator.images(new long[] {7, 8, 9}, Generator.ANY, 1);
 * }
 * }</pre>
 *
 * <p>A seed is the name of a picture: the same as that of {@code esgrima generate}, up to rounding.
 * An instance serves any number of threads at once; what they ask for at the same time is computed
 * together, and what waits is bounded ({@link GeneratorOptions}). Requests larger than a batch are
 * computed in batches, so that memory does not grow with them beyond their result.
 *
 * <p>ψ of the truncation trick (Karras et al. 2019, arXiv 1812.04948, appendix B) pulls styles
 * towards their mean, w′ = w̄ + ψ · (w − w̄); 1 = none. Generators without styles know only 1.
 */
public final class Generator implements AutoCloseable {
  /** Instead of a class: the seed decides. */
  public static final int ANY = -1;

  private final GeneratorInfo info;
  private final GeneratorOptions options;
  private final Batcher batcher;
  private final Batcher.Kind samplesOfLatents;
  private final Batcher.Kind stylesOfLatents;
  private final Batcher.Kind samplesOfStyles;
  private final float[] meanStyles;

  private Generator(ParallelGraph graph, GeneratorOptions options) {
    this.info = graph.info();
    this.options = options;
    this.meanStyles = info.truncation() ? meanStyles(graph.whole()) : new float[0];
    this.stylesOfLatents = (rows, input) -> graph.compute(this::styles, rows, input);
    this.samplesOfLatents = (rows, input) -> graph.compute(this::samples, rows, input);
    this.samplesOfStyles = (rows, input) -> graph.compute(GeneratorGraph::ofStyles, rows, input);
    this.batcher = new Batcher(options.batch(), options.waiting(), graph::close);
  }

  private float[] samples(GeneratorGraph graph, int rows, float[] input) {
    return info.styles().isPresent()
        ? graph.ofStyles(rows, styles(graph, rows, input))
        : graph.ofLatents(rows, latents(rows, input), conditions(rows, input));
  }

  /**
   * Opens a generator with {@link GeneratorOptions#DEFAULT}.
   *
   * @param path an ONNX file of {@code esgrima export}; with {@code esgrima-core} on the class path
   *     also a run or a checkpoint, which is exported on first use
   * @throws InputException if there is nothing of that name, it is no generator of Esgrima, or core
   *     is needed and missing
   */
  public static Generator open(Path path) {
    return open(path, GeneratorOptions.DEFAULT);
  }

  /** As {@link #open(Path)}, with options. */
  public static Generator open(Path path, GeneratorOptions options) {
    return new Generator(new ParallelGraph(onnx(path), options.threads()), options);
  }

  private static Path onnx(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (!Files.isDirectory(path) && !name.endsWith(".safetensors")) {
      return path;
    }
    for (ModelProvider provider : ServiceLoader.load(ModelProvider.class)) {
      if (provider.accepts(path)) {
        return provider.onnx(path);
      }
    }
    throw new InputException(
        "a run needs more than the runtime",
        path,
        "an ONNX file, or esgrima-core on the class path",
        Files.isDirectory(path) ? "a directory" : "a checkpoint",
        "Write an ONNX file with esgrima export --format onnx, or add esgrima-core");
  }

  /** What the file says about this generator. */
  public GeneratorInfo info() {
    return info;
  }

  /**
   * Images of seeds.
   *
   * @param cls number of the class in {@link GeneratorInfo#classes}, or {@link #ANY}
   * @param psi ψ of the truncation
   * @throws InputException if there is no such class or truncation
   * @throws BusyException if too much is waiting
   */
  public List<BufferedImage> images(long[] seeds, int cls, double psi) {
    return samples(seeds, cls, psi).images();
  }

  /** As {@link #images}, as numbers. */
  public Samples samples(long[] seeds, int cls, double psi) {
    return ofLatents(latents(seeds), conditions(seeds, cls), psi);
  }

  /**
   * As {@link #images}, as PNG files; memory does not grow with their number.
   *
   * @param directory made where it is missing; files are called after their seeds, {@code
   *     seed-0000000007.png}, and replaced if they exist
   * @return the files
   * @throws InputException also if a file cannot be written
   */
  public List<Path> write(Path directory, long[] seeds, int cls, double psi) {
    List<Path> files = new ArrayList<>();
    for (int from = 0; from < seeds.length; from += options.batch()) {
      long[] part = Arrays.copyOfRange(seeds, from, Math.min(seeds.length, from + options.batch()));
      Samples samples = ofLatents(latents(part), conditions(part, cls), psi, from > 0);
      for (int i = 0; i < part.length; i++) {
        Path file = directory.resolve("seed-%010d.png".formatted(part[i]));
        PngFiles.write(file, samples.image(i));
        files.add(file);
      }
    }
    return files;
  }

  /** The latents z of seeds, a row of {@link GeneratorInfo#latentSize} numbers for each. */
  public float[][] latents(long... seeds) {
    float[][] rows = new float[seeds.length][];
    Arrays.setAll(rows, i -> SeedInputs.latent(info, seeds[i]));
    return rows;
  }

  /**
   * The conditions of seeds, a row of {@link GeneratorInfo#conditionSize} numbers for each (none
   * for a generator without conditions): 1 at the class, 0 at the others, then the codes.
   *
   * @param cls as in {@link #images}
   */
  public float[][] conditions(long[] seeds, int cls) {
    int[] classes = new int[seeds.length];
    Arrays.fill(classes, cls);
    return conditions(seeds, classes);
  }

  /** As the other, with a class for each seed. */
  public float[][] conditions(long[] seeds, int[] classes) {
    for (int cls : classes) {
      if (cls != ANY && (cls < 0 || cls >= info.classes().size())) {
        throw new InputException(
            "no such class",
            "class",
            info.classes().isEmpty()
                ? "none: this generator was not told classes"
                : "a number from 0 to " + (info.classes().size() - 1),
            cls,
            "Choose another class, or leave it to the seeds");
      }
    }
    float[][] rows = new float[seeds.length][];
    Arrays.setAll(rows, i -> SeedInputs.condition(info, seeds[i], classes[i]));
    return rows;
  }

  /**
   * Samples of latents.
   *
   * @param z [N,Z]
   * @param c [N,K], as {@link #conditions} gives them
   * @param psi ψ of the truncation
   */
  public Samples ofLatents(float[][] z, float[][] c, double psi) {
    return ofLatents(z, c, psi, false);
  }

  private Samples ofLatents(float[][] z, float[][] c, double psi, boolean accepted) {
    float[][] input = input(z, c, psi);
    return new Samples(
        compute(samplesOfLatents, input, info.sampleSize(), accepted),
        info.sampleShape(),
        info.sampleSize());
  }

  /**
   * Styles of latents.
   *
   * @return [N, L · W], layer by layer
   * @throws InputException if this generator has no styles
   */
  public float[][] styles(float[][] z, float[][] c, double psi) {
    requireStyles();
    float[][] input = input(z, c, psi);
    return SeedInputs.rows(
        compute(stylesOfLatents, input, info.styleSize(), false), info.styleSize());
  }

  /** The mean of all styles, [L · W], towards which truncation pulls. */
  public float[] meanStyles() {
    requireStyles();
    if (!info.truncation()) {
      throw noTruncation("the mean of its styles");
    }
    return meanStyles.clone();
  }

  /**
   * Samples of styles.
   *
   * @param w [N, L · W]
   */
  public Samples ofStyles(float[][] w) {
    requireStyles();
    requireWidth(w, info.styleSize(), "styles");
    return new Samples(
        compute(samplesOfStyles, w, info.sampleSize(), false),
        info.sampleShape(),
        info.sampleSize());
  }

  private void requireStyles() {
    if (info.styles().isEmpty()) {
      throw new InputException(
          "this generator has no styles",
          "styles",
          "a style-based generator such as stylegan2",
          info.metadata().getOrDefault("architecture", "another one"),
          "Move its latents instead");
    }
  }

  private InputException noTruncation(Object got) {
    return new InputException(
        "this generator cannot be truncated",
        "truncation",
        "1: " + (info.styles().isEmpty() ? "it has no styles" : "it was exported with a fixed one"),
        got,
        "Leave truncation out");
  }

  private float[][] input(float[][] z, float[][] c, double psi) {
    if ((psi != 1 && !info.truncation()) || !Double.isFinite(psi)) {
      throw noTruncation(psi);
    }
    requireWidth(z, info.latentSize(), "latents");
    requireWidth(c, info.conditionSize(), "conditions");
    if (z.length != c.length) {
      throw new IllegalArgumentException(z.length + " latents, " + c.length + " conditions");
    }
    int latent = info.latentSize();
    float[][] input = new float[z.length][];
    for (int i = 0; i < z.length; i++) {
      input[i] = Arrays.copyOf(z[i], inputWidth());
      System.arraycopy(c[i], 0, input[i], latent, c[i].length);
      input[i][inputWidth() - 1] = (float) psi;
    }
    return input;
  }

  private static void requireWidth(float[][] rows, int width, String what) {
    for (float[] row : rows) {
      if (row.length != width) {
        throw new IllegalArgumentException(
            what + ": expected rows of " + width + " numbers, got " + row.length);
      }
    }
  }

  /** z, c and ψ. */
  private int inputWidth() {
    return info.latentSize() + info.conditionSize() + 1;
  }

  private float[] latents(int rows, float[] input) {
    return columns(rows, input, 0, info.latentSize());
  }

  private float[] conditions(int rows, float[] input) {
    return columns(rows, input, info.latentSize(), info.conditionSize());
  }

  private float[] columns(int rows, float[] input, int from, int count) {
    float[] columns = new float[rows * count];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(input, row * inputWidth() + from, columns, row * count, count);
    }
    return columns;
  }

  private float[] meanStyles(GeneratorGraph graph) {
    float[] z = new float[info.latentSize()];
    return graph.styles(1, z, new float[info.conditionSize()], 0);
  }

  /** Every row has its own ψ, so that requests of any ψ are computed together. */
  private float[] styles(GeneratorGraph graph, int rows, float[] input) {
    float[] w = graph.styles(rows, latents(rows, input), conditions(rows, input), 1);
    int width = info.styleSize();
    for (int row = 0; info.truncation() && row < rows; row++) {
      float psi = input[(row + 1) * inputWidth() - 1];
      for (int i = 0; psi != 1 && i < width; i++) {
        w[row * width + i] = meanStyles[i] + psi * (w[row * width + i] - meanStyles[i]);
      }
    }
    return w;
  }

  /** Computes in batches, of which only the first can be refused. */
  private float[] compute(Batcher.Kind kind, float[][] input, int width, boolean accepted) {
    float[] output = {};
    for (int from = 0; from < input.length; from += options.batch()) {
      int to = Math.min(input.length, from + options.batch());
      float[] part = SeedInputs.joined(input, from, to, input[from].length);
      float[] made = result(kind, to - from, part, accepted || from > 0);
      if (to - from == input.length) {
        return made;
      }
      output = from == 0 ? new float[Math.multiplyExact(input.length, width)] : output;
      System.arraycopy(made, 0, output, from * width, made.length);
    }
    return output;
  }

  private float[] result(Batcher.Kind kind, int rows, float[] input, boolean accepted) {
    Future<float[]> future = null;
    try {
      future = batcher.compute(kind, rows, input, accepted);
      return future.get();
    } catch (InterruptedException e) {
      if (future != null) {
        future.cancel(false);
      }
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the generator");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Ends after the batch at hand; what still waits fails with {@link IllegalStateException}. */
  @Override
  public void close() {
    batcher.close();
  }
}
