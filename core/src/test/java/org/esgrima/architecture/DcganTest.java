package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.nn.Summary;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;

class DcganTest extends ArchitectureContract {
  @Override
  Stream<Architecture> instances() {
    return Stream.of(
        new Dcgan(28, 1, 10, 4),
        new Dcgan(28, 1, 10, 4, 16, true),
        new Dcgan(32, 3, 10, 4, 16, false),
        new Dcgan(32, 3, 100, 4),
        new Dcgan(64, 1, 7, 2),
        new Dcgan(128, 3, 5, 2));
  }

  @Override
  Shape impossibleShape() {
    return Shape.of(1, 48, 48);
  }

  @Test
  void parameterCountsAreThoseOfTheReference() {
    // pytorch/examples, dcgan/main.py, nz = 100, ngf = ndf = 64, nc = 3, counted by its state_dict.
    Dcgan dcgan = new Dcgan(64, 3, 100, 64);
    assertThat(Summary.of("G", dcgan.generator(), Shape.of(100)).parameters()).isEqualTo(3_576_704);
    assertThat(Summary.of("D", dcgan.discriminator(), Shape.of(3, 64, 64)).parameters())
        .isEqualTo(2_765_568);
  }

  @Test
  void withoutNormalisationTheDiscriminatorCanLearnToTellGray() {
    // Without a bias D(0) = 0 for ever, and the generator of a long run faded into gray.
    Shape image = Shape.of(3, 32, 32);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network discriminator =
            Network.create(
                new Dcgan(32, 3, 100, 4, 0, false).discriminator(),
                image,
                ElementType.F32,
                Initializer.of(random))) {
      Tensor gray = Tensor.zeros(ElementType.F32, image.batched(1));
      Tensor bias = discriminator.parameters().get("main.0.bias");
      try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
        bias.addInPlace(1.0);
      }
      assertThat(discriminator.forward(gray).toFloats()[0]).isNotZero();
    }
  }

  @Test
  void takesResolutionAndChannelsFromTheData() {
    assertThat(new Dcgan(0, 0, 100, 64).fitting(Shape.of(1, 28, 28)))
        .isEqualTo(new Dcgan(28, 1, 100, 64));
  }

  @Test
  void refusesOtherResolutions() {
    assertThatThrownBy(() -> new Dcgan(30, 1, 100, 64))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.resolution: expected 28, 32, 64 or 128 pixels");
  }
}
