package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.nn.ShapeOps;
import org.esgrima.nn.Summary;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ConvNetTest {
  private static final ConvNet DIGITS = new ConvNet(1, 28, List.of(16, 32, 64), 10);

  @Test
  void halvesTheResolutionFromTheSecondStageOn() {
    ShapeOps shapes = Network.describe(DIGITS, DIGITS.imageShape(), 7);
    List<Shape> convolved =
        shapes.steps().stream()
            .filter(step -> step.operation().equals("conv2d"))
            .map(ShapeOps.Step::output)
            .toList();
    assertThat(convolved)
        .containsExactly(
            Shape.of(7, 16, 28, 28),
            Shape.of(7, 32, 14, 14),
            Shape.of(7, 32, 14, 14),
            Shape.of(7, 64, 7, 7),
            Shape.of(7, 64, 7, 7));
    assertThat(DIGITS.forward(new ShapeOps(), DIGITS.imageShape().batched(7)))
        .isEqualTo(Shape.of(7, 10));
  }

  @Test
  void isSmall() {
    // 9 (1·16 + 16·32 + 32·32 + 32·64 + 64·64), two for each normalised channel, 64·10 + 10.
    assertThat(Summary.of("digits", DIGITS, DIGITS.imageShape()).parameters())
        .isEqualTo(9 * 7696 + 2 * 208 + 650);
  }

  @Test
  void logitsAreAHeadOnFeaturesThatAreNotNegative() {
    ConvNet net = new ConvNet(3, 8, List.of(4, 6), 2);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network whole =
            Network.create(net, net.imageShape(), ElementType.F64, Initializer.of(random));
        Network features =
            Network.over(net.features(), net.imageShape(), ElementType.F64, whole.state());
        Network head = Network.over(net.head(), Shape.of(6), ElementType.F64, whole.state())) {
      List.of(whole, features, head).forEach(network -> network.training(false));
      Tensor images = random.uniform(ElementType.F64, Shape.of(5, 3, 8, 8), -1, 1);
      Tensor inner = features.forward(images);
      assertThat(inner.shape()).isEqualTo(Shape.of(5, 6));
      assertThat(DoubleStream.of(inner.toDoubles()).boxed())
          .allMatch(x -> x >= 0)
          .anyMatch(x -> x > 0);
      assertThat(head.forward(inner).contentEquals(whole.forward(images))).isTrue();
    }
  }

  @Test
  void isReadBackFromItsJson() {
    ConvNet read = Json.bind(Json.parseJson(Json.json(DIGITS), "test"), ConvNet.class, "test");
    assertThat(read).isEqualTo(DIGITS);
  }

  @Test
  void refusesMoreHalvingsThanPixels() {
    assertThatThrownBy(() -> new ConvNet(1, 3, List.of(4, 4, 4), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 stages need at least 4 pixels, got 3");
    assertThatThrownBy(() -> new ConvNet(1, 28, List.of(), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
