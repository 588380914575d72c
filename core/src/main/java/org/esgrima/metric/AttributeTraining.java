package org.esgrima.metric;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.io.Json;
import org.esgrima.run.Checkpoint;

/**
 * Trains an {@link AttributeClassifier} of all label columns that hold classes and writes it to a
 * file: a {@link Checkpoint} with one section, {@code classifier}, float32, and the metadata of a
 * {@link ClassifierTraining}, but for {@code columns}, a JSON list of the attributes with the names
 * of their classes, in the place of {@code label} and {@code classes}, and a list of counts in
 * {@code test}. The loss is the mean cross entropy over images and attributes.
 *
 * @param data images to learn from; stays open
 * @param test images that are held back, to measure the result; stays open
 * @param settings how
 */
public record AttributeTraining(Dataset data, Dataset test, ClassifierSettings settings) {
  /**
   * Checks that the sets fit each other.
   *
   * @throws InputException if there are no columns of classes, or the sets differ in columns or
   *     shape
   */
  public AttributeTraining {
    for (int place : told(data)) {
      LabelColumn column = data.labelColumns().get(place);
      LabelledImages.require(test, column.name(), column.classNames(), data.sampleShape());
    }
  }

  /** Places of the columns of at least two classes. */
  private static List<Integer> told(Dataset data) {
    LabelledImages.requireImages(data);
    List<LabelColumn> all = data.labelColumns();
    List<Integer> told =
        IntStream.range(0, all.size())
            .filter(i -> all.get(i).classNames().size() > 1)
            .boxed()
            .toList();
    if (told.isEmpty()) {
      throw new InputException(
          "no attributes to learn",
          data.name(),
          "labels of classes, such as the attributes of avatars or CelebA",
          all.isEmpty() ? "no labels" : all.stream().map(LabelColumn::name).toList(),
          "Give other data, for example --data avatars");
    }
    return told;
  }

  /**
   * Trains, writes, measures.
   *
   * @param target replaced if it exists
   * @param further metadata to be written as well
   * @return what the file holds
   * @throws InputException if the file cannot be written; if its directory is missing, at once
   */
  public AttributeClassifier run(
      Path target, Map<String, String> further, ClassifierTraining.Listener listener) {
    ClassifierTraining.requireDirectory(target);
    List<Integer> told = told(data);
    List<LabelColumn> columns = told.stream().map(data.labelColumns()::get).toList();
    int logits = columns.stream().mapToInt(c -> c.classNames().size()).sum();
    ConvNet net =
        new ConvNet(
            (int) data.sampleShape().size(0),
            (int) data.sampleShape().size(1),
            settings.widths(),
            logits);
    Map<String, String> metadata = new LinkedHashMap<>(further);
    metadata.put(Checkpoint.ARCHITECTURE, Json.json(net));
    metadata.put(AttributeClassifier.COLUMNS, Json.json(columns));
    metadata.putAll(ClassifierTraining.circumstances(data, settings));
    try (ClassifierSteps steps = new ClassifierSteps(data, told, net, settings)) {
      ClassifierTraining.train(steps, data.size(), settings, listener);
      ClassifierTraining.write(target, steps, metadata);
      try (AttributeClassifier written = AttributeClassifier.open(target)) {
        metadata.put(AttributeClassifier.TEST, Json.json(result(written.accuracy(test))));
      }
      ClassifierTraining.write(target, steps, metadata);
    }
    return AttributeClassifier.open(target);
  }

  private Map<String, Object> result(List<Proportion> accuracy) {
    Map<String, Object> result = ClassifierTraining.identity(test);
    result.put("correct", accuracy.stream().map(Proportion::successes).toList());
    return result;
  }
}
