package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.assertj.core.data.Offset;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.StyleBased;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Styles in training, of both generators that have some. */
@ExtendWith(NoLeaks.class)
class StylesTest {
  private static final int LATENT = 6;
  private static final int TRIES = 40;

  /** A generator and everything that must be closed with it. */
  private static final class Fixture implements AutoCloseable {
    final RandomStream random = new RandomStream(3);
    final StyleBased gan;
    final Network generator;

    Fixture(String type) {
      String yaml =
          "{type: %s, resolution: 16, channels: 1, latent: 6, styles: 5, mapping-layers: 2,"
              + " capacity: 64, max-width: 4, noise: none}";
      gan =
          (StyleBased)
              Json.bind(Json.parseYaml(yaml.formatted(type), ""), Architecture.class, "test");
      generator =
          Network.create(
              gan.generator(), Shape.of(LATENT), ElementType.F64, Initializer.of(random));
    }

    Styles styles(double mixing) {
      return new Styles(gan, Conditioning.none(), generator, mixing, random, random);
    }

    Tensor latents(int count) {
      return random.normal(ElementType.F64, Shape.of(count, LATENT), 0, 1);
    }

    Tensor mean() {
      String name =
          generator.bufferNames().stream().filter(n -> n.endsWith("w_avg")).findFirst().get();
      return generator.state().get(name).copy();
    }

    @Override
    public void close() {
      generator.close();
      random.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stylegan", "stylegan2"})
  void withoutMixingTheHalvesAreTheWhole(String type) {
    try (Scope scope = Scope.open();
        Fixture the = new Fixture(type);
        Styles styles = the.styles(0)) {
      Tensor z = the.latents(3);
      Tensor halves = styles.images(styles.of(z, Optional.empty(), the::latents));
      assertThat(halves.detach().toDoubles())
          .isEqualTo(the.generator.forward(z).detach().toDoubles());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stylegan", "stylegan2"})
  void mixedStylesChangeAtOneLayerForAllSamples(String type) {
    try (Scope scope = Scope.open();
        Fixture the = new Fixture(type);
        Styles styles = the.styles(1)) {
      long layers = the.gan.styleShape().size(0);
      boolean[] changes = new boolean[(int) layers];
      for (int i = 0; i < TRIES; i++) {
        Tensor w = styles.of(the.latents(3), Optional.empty(), the::latents);
        int changed = 0;
        for (int layer = 1; layer < layers; layer++) {
          if (!equal(w, layer - 1, layer)) {
            changes[layer] = true;
            changed++;
            for (int sample = 0; sample < 3; sample++) {
              Tensor own = w.select(0, sample);
              assertThat(own.select(0, layer - 1).contentEquals(own.select(0, layer))).isFalse();
            }
          }
        }
        assertThat(changed).isEqualTo(1);
      }
      for (int layer = 1; layer < layers; layer++) {
        assertThat(changes[layer]).as("mixed from layer " + layer).isTrue();
      }
    }
  }

  private static boolean equal(Tensor styles, long a, long b) {
    return styles.select(1, a).contentEquals(styles.select(1, b));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stylegan", "stylegan2"})
  void onlyTheFirstStylesMoveTheMean(String type) {
    try (Scope scope = Scope.open();
        Fixture the = new Fixture(type);
        Styles mixed = the.styles(1)) {
      Tensor z = the.latents(4);
      Tensor start = the.mean();
      Tensor w = mixed.of(z, Optional.empty(), the::latents).detach();
      Tensor own = w.select(1, 0);
      double[] expected = start.add(own.mean(0L).sub(start).mul(0.005)).toDoubles();
      double[] moved = the.mean().toDoubles();
      for (int i = 0; i < expected.length; i++) {
        assertThat(moved[i]).isCloseTo(expected[i], Offset.offset(1e-12));
      }
      assertThat(moved).isNotEqualTo(start.toDoubles());
    }
  }
}
