package org.esgrima.latent;

import java.util.Arrays;
import java.util.Optional;
import org.esgrima.architecture.Conditions;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Network;
import org.esgrima.torch.Tensor;

/**
 * Points to images, again and again: the part of the generator that follows the points, opened
 * once. Gradients flow from images to points where graphs are recorded; weights stay as they are.
 */
final class PointRenderer implements AutoCloseable {
  private final LatentMap map;
  private final Optional<Network> synthesis;

  PointRenderer(LatentMap map) {
    this.map = map;
    this.synthesis =
        map.space() == LatentSpace.W ? Optional.of(map.generator().synthesis()) : Optional.empty();
  }

  /**
   * The images.
   *
   * @param points [N,size], floating point
   * @param seeds of the conditions, N
   * @return [N,C,H,W] in [-1, 1], float32, in the caller's innermost scope
   */
  Tensor images(Tensor points, long[] seeds) {
    ElementType type = map.generator().elementType();
    if (synthesis.isPresent()) {
      Shape styles = map.generator().styleShape();
      Tensor rows = points.to(type).reshape(seeds.length, styles.size(0), styles.size(1));
      return synthesis.get().forward(rows).to(ElementType.F32);
    }
    int[] classes = new int[seeds.length];
    Arrays.fill(classes, map.classOf());
    Optional<Tensor> conditions =
        Conditions.ofSeeds(map.generator().config().conditioning(), seeds, classes, type);
    return map.generator().forward(points.to(type), conditions).to(ElementType.F32);
  }

  @Override
  public void close() {
    synthesis.ifPresent(Network::close);
  }
}
