package org.esgrima.metric;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.run.Build;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.Threads;

/**
 * Trains an {@link ImageClassifier} and writes it to a file: a {@link Checkpoint} with one section,
 * {@code classifier}, float32, and this metadata:
 *
 * <pre>
 * architecture      JSON of the {@link ConvNet}
 * label             what is told, the name of the column of labels
 * classes           JSON list of the names of its classes
 * training          JSON of the {@link ClassifierSettings}
 * data              JSON: name, images and fingerprint of the training set
 * test              JSON: the same of the test set, images recognised, and their share (accuracy),
 *                   measured on the file itself
 * libtorch-version  version of the presets; the last bits of the weights change with it
 * torch-threads     number of threads: files are equal to the byte only at the same count
 * </pre>
 *
 * <p>Nothing else goes in, no time and no machine: the same training by the same version on the
 * same kind of processor writes the same file.
 *
 * @param data images to learn from; stays open
 * @param test images that are held back, to measure the result; stays open
 * @param label name of a column of classes that both have
 * @param settings how
 */
public record ClassifierTraining(
    Dataset data, Dataset test, String label, ClassifierSettings settings) {

  /** What is told while it goes on. */
  @FunctionalInterface
  public interface Listener {
    /**
     * An epoch ended.
     *
     * @param number from 1
     * @param loss mean cross entropy of its batches in nats, each before its step
     */
    void epoch(int number, double loss);
  }

  /**
   * Checks that the sets fit each other.
   *
   * @throws InputException if one has no such labels, other classes or images of another shape
   */
  public ClassifierTraining {
    int column = LabelledImages.require(data, label);
    List<String> classes = data.labelColumns().get(column).classNames();
    LabelledImages.require(test, label, classes, data.sampleShape());
  }

  /**
   * Trains, writes, measures.
   *
   * @param target replaced if it exists
   * @return what the file holds
   * @throws InputException if the file cannot be written; if its directory is missing, at once
   */
  public ImageClassifier run(Path target, Listener listener) {
    requireDirectory(target);
    int column = LabelledImages.require(data, label);
    List<String> classes = data.labelColumns().get(column).classNames();
    Shape image = data.sampleShape();
    ConvNet net =
        new ConvNet((int) image.size(0), (int) image.size(1), settings.widths(), classes.size());
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(Checkpoint.ARCHITECTURE, Json.json(net));
    metadata.put(ImageClassifier.LABEL, label);
    metadata.put(ImageClassifier.CLASSES, Json.json(classes));
    metadata.putAll(circumstances(data, settings));
    try (ClassifierSteps steps = new ClassifierSteps(data, List.of(column), net, settings)) {
      train(steps, data.size(), settings, listener);
      write(target, steps, metadata);
      try (ImageClassifier written = ImageClassifier.open(target)) {
        metadata.put(ImageClassifier.TEST, Json.json(result(written.accuracy(test))));
      }
      write(target, steps, metadata);
    }
    return ImageClassifier.open(target);
  }

  static void requireDirectory(Path target) {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new InputException(
          "missing directory", target, "a file in a directory", directory, "Create it first");
    }
  }

  static void train(
      ClassifierSteps steps, long images, ClassifierSettings settings, Listener listener) {
    long perEpoch = Math.max(1, images / settings.batch());
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      double sum = 0;
      for (long i = 0; i < perEpoch; i++) {
        sum += steps.step();
      }
      listener.epoch(epoch, sum / perEpoch);
    }
  }

  static void write(Path target, ClassifierSteps steps, Map<String, String> metadata) {
    Checkpoint.write(target, Map.of(TrainedConvNet.SECTION, steps.state()), metadata);
  }

  /** What decides the weights. */
  static Map<String, String> circumstances(Dataset data, ClassifierSettings settings) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("training", Json.json(settings));
    metadata.put("data", Json.json(identity(data)));
    metadata.put("libtorch-version", Build.libtorch());
    metadata.put("torch-threads", Integer.toString(Threads.count()));
    return metadata;
  }

  static Map<String, Object> identity(Dataset dataset) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("name", dataset.name());
    identity.put("images", dataset.size());
    identity.put("fingerprint", dataset.fingerprint());
    return identity;
  }

  private Map<String, Object> result(Proportion accuracy) {
    Map<String, Object> result = identity(test);
    result.put("correct", accuracy.successes());
    result.put("accuracy", accuracy.value());
    return result;
  }
}
