package org.esgrima.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.esgrima.InputException;
import org.esgrima.architecture.ByClass;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Datasets;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.Split;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.latent.ClassChoice;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.run.RunDirectory;

/** What is measured and against what: two sets of samples that have one shape. */
public final class Subjects implements AutoCloseable {
  private final SampleSource fakes;
  private final Reference reference;
  private final Optional<RunDirectory> run;

  private Subjects(SampleSource fakes, Reference reference, Optional<RunDirectory> run) {
    this.fakes = fakes;
    this.reference = reference;
    this.run = run;
  }

  /**
   * Which samples to take.
   *
   * @param best of a run, the checkpoint that came closest to the real samples; otherwise the
   *     newest
   * @param classes that a conditional generator is asked for in turn, as {@link ClassChoice} reads
   *     them; empty = the seeds decide
   * @param seed of the first synthetic sample, and of the order of real ones
   */
  public record Choice(boolean best, String classes, long seed) {}

  /**
   * Opens both.
   *
   * @param measured a run directory, a checkpoint, or the name or path of a data set
   * @param against the same; empty for the training data of a run
   * @param listener is told about long steps
   * @throws InputException if there is no such thing, or the samples have different shapes
   */
  public static Subjects open(String measured, String against, Choice choice, Listener listener) {
    SampleSource fakes = source(measured, choice, listener);
    try {
      Reference reference =
          against.isEmpty()
              ? trainingData(fakes, measured, choice, listener)
              : reference(against, fakes.sampleShape(), choice, listener);
      return new Subjects(fakes, inClasses(reference, fakes, choice), runOf(measured))
          .requireOneShape();
    } catch (RuntimeException e) {
      fakes.close();
      throw e;
    }
  }

  /** Of data, the classes that the generator is asked for: it cannot reach the others. */
  private static Reference inClasses(Reference reference, SampleSource fakes, Choice choice) {
    if (choice.classes().isEmpty() || reference.whole() == null) {
      return reference;
    }
    GeneratorSource source = (GeneratorSource) fakes;
    try {
      return reference.ofClasses(column(source.generator()), source.classes(), choice.seed());
    } catch (RuntimeException e) {
      reference.close();
      throw e;
    }
  }

  private static LabelColumn column(TrainedGenerator generator) {
    return generator.config().conditioning() instanceof ByClass byClass
        ? byClass.column()
        : LabelColumn.classes("", generator.classes()); // codes, which no data set has
  }

  private static SampleSource source(String text, Choice choice, Listener listener) {
    if (isGenerator(text)) {
      return generator(text, choice);
    }
    if (choice.best() || !choice.classes().isEmpty()) {
      throw new InputException(
          "--best and --class choose from a run",
          text,
          "a run directory",
          "a data set",
          "Leave them out");
    }
    return new DatasetSource(
        text, Datasets.open(DataOptions.of(text), listener::notice), choice.seed());
  }

  private static GeneratorSource generator(String text, Choice choice) {
    Path path = Path.of(text);
    TrainedGenerator generator =
        choice.best() ? TrainedGenerator.openBest(path) : TrainedGenerator.open(path);
    try {
      List<Integer> classes =
          choice.classes().isEmpty()
              ? List.of()
              : ClassChoice.parse(choice.classes(), generator.classes());
      return new GeneratorSource(generator, choice.seed(), classes);
    } catch (RuntimeException e) {
      generator.close();
      throw e;
    }
  }

  private static boolean isGenerator(String text) {
    if (Datasets.names().contains(text)) {
      return false;
    }
    Path path = Path.of(text);
    if (Files.isRegularFile(path) && text.endsWith(".safetensors")) {
      try (SafetensorsFile file = SafetensorsFile.open(path)) {
        return file.metadata().getOrDefault("format", "").equals("esgrima-checkpoint");
      }
    }
    boolean runLike = Files.isRegularFile(path.resolve("config.yaml"));
    return runLike || (!Files.exists(path) && namesRun(path));
  }

  /** Whether a path that leads nowhere was meant to be a run: {@code runs/…}, {@code 00007-…}. */
  private static boolean namesRun(Path path) {
    Path parent = path.getParent();
    boolean inRuns = parent != null && parent.endsWith("runs");
    return inRuns || String.valueOf(path.getFileName()).matches("\\d{5,}-.*");
  }

  private static Reference trainingData(
      SampleSource fakes, String measured, Choice choice, Listener listener) {
    if (fakes instanceof GeneratorSource source) {
      Reference data =
          Reference.of(source.generator().config().dataOptions(), choice.seed(), listener::notice);
      runOf(measured).ifPresent(run -> warnOfChange(run, data, listener));
      return data;
    }
    throw new InputException(
        "nothing to compare with",
        measured,
        "two names",
        "one data set",
        "Name a second one, for example esgrima evaluate synthetic.safetensors mnist");
  }

  private static void warnOfChange(RunDirectory run, Reference data, Listener listener) {
    DatasetSource samples = (DatasetSource) data.samples();
    String learnt = run.readProvenance().dataFingerprint();
    if (!samples.dataset().fingerprint().equals(learnt)) {
      listener.notice(
          "the data "
              + data.samples().name()
              + " are not those that "
              + run.name()
              + " learnt from: their content has changed");
    }
  }

  private static Reference reference(String text, Shape fakes, Choice choice, Listener listener) {
    if (isGenerator(text)) {
      GeneratorSource generator = generator(text, choice);
      return new Reference(generator, Optional.empty(), Optional.empty(), null);
    }
    Reference stored = Reference.of(DataOptions.of(text), choice.seed(), listener::notice);
    Shape shape = stored.samples().sampleShape();
    boolean fits = shape.equals(fakes) || shape.rank() != 3 || fakes.rank() != 3;
    if (fits || fakes.size(1) != fakes.size(2)) {
      return stored;
    }
    stored.close();
    listener.notice("%s is brought from %s to %s".formatted(text, shape, fakes));
    DataOptions fitted =
        new DataOptions(text, (int) fakes.size(1), (int) fakes.size(0), Split.TRAIN, 0, 0, 0);
    return Reference.of(fitted, choice.seed(), listener::notice);
  }

  /** The run directory that was named, or in which the named checkpoint lies. */
  private static Optional<RunDirectory> runOf(String text) {
    Path path = Path.of(text).toAbsolutePath().normalize();
    Path directory =
        Files.isRegularFile(path) && path.getParent() != null ? path.getParent().getParent() : path;
    boolean run = directory != null && Files.isRegularFile(directory.resolve("config.yaml"));
    return run ? Optional.of(RunDirectory.open(directory)) : Optional.empty();
  }

  private Subjects requireOneShape() {
    Shape a = fakes.sampleShape();
    Shape b = reference.samples().sampleShape();
    if (!a.equals(b)) {
      reference.close();
      throw new InputException(
          "samples of different shapes",
          fakes.name(),
          b + " as " + reference.samples().name(),
          a,
          "Compare samples of one kind");
    }
    return this;
  }

  SampleSource fakes() {
    return fakes;
  }

  Reference reference() {
    return reference;
  }

  /** The generator that is measured; empty for a data set. */
  Optional<TrainedGenerator> generator() {
    return fakes instanceof GeneratorSource source
        ? Optional.of(source.generator())
        : Optional.empty();
  }

  /** What is measured, in words: a checkpoint or a data set. */
  public String measuredName() {
    return fakes.name();
  }

  /** The classes that were asked for; empty where the seeds decide. */
  List<String> classes() {
    return fakes instanceof GeneratorSource source
        ? source.classes().stream().map(source.generator().classes()::get).toList()
        : List.of();
  }

  /** What it is measured against, in words. */
  public String againstName() {
    return reference.samples().name();
  }

  /** A digest of the content that it is measured against. */
  String againstFingerprint() {
    return reference.samples() instanceof DatasetSource data
        ? data.dataset().fingerprint()
        : reference.samples().fingerprint();
  }

  /** Number of training steps behind what is measured; empty for a data set. */
  OptionalLong step() {
    return fakes instanceof GeneratorSource source
        ? OptionalLong.of(source.generator().step())
        : OptionalLong.empty();
  }

  /** The run whose generator is measured; empty for a data set or a checkpoint on its own. */
  public Optional<RunDirectory> run() {
    return run;
  }

  @Override
  public void close() {
    fakes.close();
    reference.close();
  }
}
