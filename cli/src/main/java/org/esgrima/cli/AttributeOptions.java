package org.esgrima.cli;

import java.util.ArrayList;
import java.util.List;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Split;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.metric.AttributeClassifier;
import org.esgrima.metric.AttributeClassifiers;
import org.esgrima.metric.Proportion;
import org.esgrima.train.TrainingConfig;
import picocli.CommandLine.Option;

/** Where the attributes of pictures are learnt. */
final class AttributeOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description =
          "Labelled pictures from which a classifier learns attributes, once (those of the run).")
  private String data = "";

  @Option(
      names = "--learn-from",
      paramLabel = "N",
      description = "Pictures that the classifier looks at while it learns (30000).")
  private int images = AttributeClassifiers.IMAGES;

  @Option(
      names = "--no-cache",
      description = "Keep no classifier in the user's cache directory.")
  private boolean uncached;

  /** The classifier for pictures of this generator; the caller closes it. */
  AttributeClassifier open(TrainedGenerator generator, Terminal terminal) {
    LatentOptions.require(images >= 2, "--learn-from", "at least 2", images);
    AttributeClassifiers all = AttributeClassifiers.ofUser();
    AttributeClassifiers asked = images == AttributeClassifiers.IMAGES ? all : all.with(images);
    return (uncached ? asked.unkept() : asked).of(data(generator), terminal::notice);
  }

  private DataOptions data(TrainedGenerator generator) {
    TrainingConfig config = generator.config();
    if (data.isEmpty()) {
      return config.dataOptions();
    }
    Shape shape = generator.sampleShape();
    return new DataOptions(
        data, (int) shape.size(1), (int) shape.size(0), Split.TRAIN, 0, 0, config.seed());
  }

  /** One line: how good the classifier is at the attributes in question. */
  static String accuracy(AttributeClassifier judge, List<Integer> columns) {
    List<Proportion> shares = judge.heldOutAccuracy();
    List<String> parts = new ArrayList<>();
    for (int column : columns) {
      parts.add(
          "%s %.1f %%"
              .formatted(judge.columns().get(column).name(), 100 * shares.get(column).value()));
    }
    return "classifier  right on held-out pictures: %s (of %s)"
        .formatted(String.join(", ", parts), Words.count(shares.get(0).trials()));
  }
}
