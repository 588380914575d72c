package org.esgrima.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.architecture.ByClass;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.OneLabel;
import org.esgrima.data.Subset;
import org.esgrima.latent.SyntheticDataset;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.metric.ClassifierSettings;
import org.esgrima.metric.ClassifierTraining;
import org.esgrima.metric.ImageClassifier;
import org.esgrima.metric.Measurement;

/**
 * Classification accuracy score: the share of real test images that a classifier recognises which
 * has seen nothing but synthetic ones (Ravuri and Vinyals 2019, "Classification accuracy score for
 * conditional generative models", arXiv 1905.10887). Sees a lack of variety, which {@code accuracy}
 * does not. The floor is a classifier of the same size trained on as many real images.
 *
 * <p>The paper trains a ResNet-50 on ImageNet; here a small convolutional network of this project,
 * so that values can be compared among themselves and with their floor only.
 */
final class ClassificationAccuracyScore implements NamedMetric {
  private static final ClassifierSettings SETTINGS =
      new ClassifierSettings(List.of(16, 32, 64), 4, 100, 3e-3, 0.01, 0, 0);

  @Override
  public String name() {
    return "cas";
  }

  @Override
  public String summary() {
    return "accuracy on real images of a classifier trained on synthetic ones; higher is better";
  }

  @Override
  public Optional<String> objection(Material material) {
    boolean suits =
        material.generator().filter(ClassificationAccuracyScore::knowsClasses).isPresent()
            && material.subjects().fakes().sampleShape().size(1)
                == material.subjects().fakes().sampleShape().size(2)
            && testSet(material).isPresent();
    return suits
        ? Optional.empty()
        : Optional.of("a generator that is told classes, and a test split with these labels");
  }

  private static boolean knowsClasses(TrainedGenerator generator) {
    return generator.makesImages() && generator.config().conditioning() instanceof ByClass;
  }

  /** Held-out images whose label is the class of the generator. */
  private static Optional<Dataset> testSet(Material material) {
    return material.subjects().reference().heldOut().flatMap(held -> labelled(held, material));
  }

  /** Images with nothing but the class; empty where they do not have these classes. */
  private static Optional<Dataset> labelled(SampleSource source, Material material) {
    return source instanceof DatasetSource images
        ? OneLabel.of(images.dataset(), column(material.generator().orElseThrow()))
        : Optional.empty();
  }

  private static LabelColumn column(TrainedGenerator generator) {
    return ((ByClass) generator.config().conditioning()).column();
  }

  @Override
  public List<Measurement> measure(Material material) {
    TrainedGenerator generator = material.generator().orElseThrow();
    LabelColumn column = column(generator);
    int count = Math.toIntExact(material.settings().samples());
    // Closed with the reference that they belong to.
    Dataset test = ofSize(testSet(material).orElseThrow(), count);
    Dataset real = labelled(material.subjects().reference().samples(), material).orElseThrow();
    try (Dataset synthetic =
        SyntheticDataset.of(generator, count, material.settings().seed(), material::looked)) {
      Measurement found = trained(synthetic, test, column.name());
      if (real.size() != Dataset.UNLIMITED && real.size() < count) {
        return List.of(found);
      }
      Measurement floor = trained(Subset.of(real, 0, count), test, column.name());
      return List.of(
          found
              .withFloor(floor.value())
              .with(
                  Map.of("floor-reals", (long) count),
                  Map.of("floor-from", "a classifier trained on as many real images"),
                  List.of()));
    }
  }

  private static Dataset ofSize(Dataset data, int count) {
    boolean whole = data.size() != Dataset.UNLIMITED && data.size() <= count;
    return whole ? data : Subset.of(data, 0, count);
  }

  private static Measurement trained(Dataset data, Dataset test, String label) {
    try {
      Path file = Files.createTempFile("esgrima-classifier", ".safetensors");
      try (ImageClassifier classifier =
          new ClassifierTraining(data, test, label, SETTINGS).run(file, (epoch, loss) -> {})) {
        Measurement accuracy = classifier.accuracyMeasurement(test);
        return accuracy.named("classification-accuracy-score");
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no room for a classifier in the temporary directory", e);
    }
  }
}
