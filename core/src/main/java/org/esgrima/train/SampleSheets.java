package org.esgrima.train;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.Dataset;
import org.esgrima.io.Shape;
import org.esgrima.nn.Network;
import org.esgrima.run.ImageGrid;
import org.esgrima.run.PointSheet;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** Draws what people look at: real samples, and the generator's for the same latents every time. */
final class SampleSheets {
  private static final float MARGIN = 1.25f;

  private final int count;
  private final Shape sampleShape;
  private final float[] realPoints;
  private final BufferedImage reals;

  /** Reads {@code count} real samples. */
  SampleSheets(Dataset dataset, int count) {
    this.count = count;
    this.sampleShape = dataset.sampleShape();
    try (Scope scope = Scope.open()) {
      Tensor samples = Samples.first(dataset, count);
      this.realPoints = isPoints() ? samples.toFloats() : new float[0];
      this.reals = draw(samples, new float[0]);
    }
  }

  private boolean isPoints() {
    return sampleShape.rank() == 1;
  }

  /** The real samples. */
  BufferedImage reals() {
    return reals;
  }

  /** What the generator makes of the seeds 0, 1, 2 …: the pictures of {@code generate --seed 0}. */
  BufferedImage fakes(Network generator, TrainingConfig config) {
    try (Scope scope = Scope.open()) {
      return draw(Samples.ofGenerator(generator, config, classes(config)), realPoints);
    }
  }

  private int[] classes(TrainingConfig config) {
    return classes(count, config.conditioning().classes().size());
  }

  /** One class a row; where there are more classes than rows, or none, the seeds decide. */
  static int[] classes(int count, int known) {
    int columns = ImageGrid.fitting(count, 1).columns();
    int rows = (count + columns - 1) / columns;
    int[] classes = new int[count];
    boolean rowEach = known > 0 && known <= rows;
    Arrays.setAll(classes, i -> rowEach ? i / columns % known : Conditions.ANY);
    return classes;
  }

  private BufferedImage draw(Tensor samples, float[] behind) {
    if (!isPoints()) {
      return ImageGrid.fitting(count, sampleShape.size(1)).draw(samples);
    }
    float[] points = samples.toFloats();
    boolean real = behind.length == 0;
    return PointSheet.draw(real ? points : behind, real ? new float[0] : points, range(points));
  }

  private float range(float[] points) {
    float largest = 0;
    for (float coordinate : realPoints.length > 0 ? realPoints : points) {
      largest = Math.max(largest, Math.abs(coordinate));
    }
    return largest * MARGIN;
  }
}
