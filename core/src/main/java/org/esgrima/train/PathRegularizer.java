package org.esgrima.train;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.objective.LossTerms;
import org.esgrima.objective.PathLength;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** {@link PathLength} at work on a style-based generator, with the running mean it remembers. */
final class PathRegularizer implements AutoCloseable {
  private static final String MEAN = "mean";

  private PathLength settings;
  private final Styles styles;
  private final UnaryOperator<Tensor> directions;
  private final NamedTensors state = new NamedTensors();

  /**
   * Starts with a mean of 0.
   *
   * @param styles the caller keeps owning them
   * @param directions draws one for every image, as {@link PathLength#directions}
   */
  PathRegularizer(
      PathLength settings, Styles styles, ElementType type, UnaryOperator<Tensor> directions) {
    this.settings = settings;
    this.styles = styles;
    this.directions = directions;
    try (Scope scope = Scope.open()) {
      state.put(MEAN, Tensor.zeros(type, Shape.of()));
    }
  }

  /** Weighs and measures by other settings from now on. */
  void follow(PathLength other) {
    settings = other;
  }

  boolean dueAt(long turn) {
    return settings.dueAt(turn);
  }

  /** What is minimised, and the running mean after it. */
  record Regularisation(LossTerms terms, Tensor mean) {}

  /**
   * The penalty on fresh latents.
   *
   * @param beside samples that are learnt from otherwise; they say how many and of which classes
   */
  Regularisation of(Minibatch beside, Noise noise) {
    int count = Math.max(1, beside.count() / settings.batchShrink());
    Tensor latents = noise.latents(count);
    Optional<Tensor> condition = beside.part(0, count).condition();
    Tensor w = styles.of(latents, condition, noise);
    Tensor images = styles.images(w);
    Tensor lengths = PathLength.lengths(images, w, directions.apply(images));
    Tensor moved = settings.mean(state.get(MEAN), lengths);
    LossTerms terms =
        new LossTerms().add("loss/g/" + settings.name(), settings.term(lengths, moved));
    return new Regularisation(terms, moved.detach());
  }

  /** Takes the running mean of a penalty over. */
  void remember(Regularisation regularisation) {
    state.get(MEAN).copyFrom(regularisation.mean());
  }

  /** The running mean, for a checkpoint. */
  NamedTensors state() {
    return state;
  }

  @Override
  public void close() {
    state.close();
  }
}
