package org.esgrima.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often transforms happen and how their parameters are distributed, over many images. */
@ExtendWith(NoLeaks.class)
class DistributionTest {
  private static final int MANY = 20_000;
  private static final double P = 0.3;

  private static Affine[] maps(RandomStream random, Transform... transforms) {
    return Geometry.draw(lottery(random, P, transforms), Amounts.PUBLISHED, 32, 64);
  }

  private static Lottery lottery(RandomStream random, double p, Transform... transforms) {
    return new Lottery(Set.of(transforms), p, new Draws.Random(random), MANY);
  }

  private static double share(Affine[] maps, ToDoubleFunction<Affine> value, double expected) {
    return Arrays.stream(maps).mapToDouble(value).filter(v -> v == expected).count()
        / (double) maps.length;
  }

  private static double mean(Affine[] maps, ToDoubleFunction<Affine> value) {
    return Arrays.stream(maps).mapToDouble(value).average().orElseThrow();
  }

  @Test
  void halfOfTheFlipsMirror() {
    try (RandomStream random = new RandomStream(1)) {
      Affine[] maps = maps(random, Transform.X_FLIP);
      assertThat(share(maps, Affine::a, -1)).isCloseTo(P / 2, Offset.offset(0.015));
      assertThat(share(maps, Affine::a, 1)).isCloseTo(1 - P / 2, Offset.offset(0.015));
    }
  }

  @Test
  void quarterTurnsAreEquallyFrequent() {
    try (RandomStream random = new RandomStream(2)) {
      Affine[] maps = maps(random, Transform.QUARTER_TURN);
      assertThat(share(maps, Affine::a, -1)).isCloseTo(P / 4, Offset.offset(0.01));
      assertThat(share(maps, Affine::b, -1)).isCloseTo(P / 4, Offset.offset(0.01));
      assertThat(share(maps, Affine::b, 1)).isCloseTo(P / 4, Offset.offset(0.01));
    }
  }

  @Test
  void shiftsReachAnEighthOfEachSide() {
    try (RandomStream random = new RandomStream(3)) {
      Affine[] maps = maps(random, Transform.INTEGER_TRANSLATION);
      assertThat(Arrays.stream(maps).mapToDouble(Affine::c).distinct())
          .hasSize(17)
          .contains(-8.0, 8.0);
      assertThat(Arrays.stream(maps).mapToDouble(Affine::f).distinct())
          .hasSize(9)
          .contains(-4.0, 4.0);
      double variance = P * 16 * 16 / 12; // uniform on [-8, 8], where it happens
      assertThat(mean(maps, m -> m.c() * m.c())).isCloseTo(variance, Offset.offset(0.4));
      Affine[] fractional = maps(random, Transform.FRACTIONAL_TRANSLATION);
      assertThat(mean(fractional, m -> m.c() * m.c())).isCloseTo(P * 64, Offset.offset(1.5));
      assertThat(mean(fractional, m -> m.f() * m.f())).isCloseTo(P * 16, Offset.offset(0.4));
    }
  }

  @Test
  void imagesAreRotatedOnceOrTwiceWithProbabilityP() {
    try (RandomStream random = new RandomStream(4)) {
      Affine[] both = maps(random, Transform.PRE_ROTATION, Transform.POST_ROTATION);
      assertThat(share(both, Affine::b, 0)).isCloseTo(1 - P, Offset.offset(0.015));
      assertThat(share(maps(random, Transform.PRE_ROTATION), Affine::b, 0))
          .isCloseTo(1 - P, Offset.offset(0.015));
    }
  }

  @Test
  void scalingsAreInOctaves() {
    try (RandomStream random = new RandomStream(5)) {
      Affine[] maps = maps(random, Transform.ISOTROPIC_SCALING);
      assertThat(mean(maps, m -> square(log2(m.a())))).isCloseTo(P * 0.04, Offset.offset(0.001));
      assertThat(maps).allMatch(m -> m.a() == m.e());
      Affine[] aspects = maps(random, Transform.ANISOTROPIC_SCALING);
      assertThat(mean(aspects, m -> square(log2(m.a())))).isCloseTo(P * 0.04, Offset.offset(0.001));
      assertThat(aspects).allMatch(m -> Math.abs(m.a() * m.e() - 1) < 1e-12);
    }
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private static double square(double x) {
    return x * x;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.7})
  void fromProbabilityOneOnEverythingHappens(double probability) {
    try (RandomStream random = new RandomStream(6)) {
      Transform[] all = EnumSet.allOf(Transform.class).toArray(Transform[]::new);
      Affine[] maps = Geometry.draw(lottery(random, probability, all), Amounts.PUBLISHED, 32, 64);
      assertThat(maps).allMatch(m -> Math.abs(m.b()) > 0 && Math.abs(m.c()) > 0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BRIGHTNESS", "CONTRAST", "LUMA_FLIP"})
  void grayValuesChangeAsOftenAsTheyShould(Transform transform) {
    try (RandomStream random = new RandomStream(7)) {
      ColorMatrix[] maps = Coloring.draw(lottery(random, P, transform), Amounts.PUBLISHED);
      double changed = Arrays.stream(maps).filter(m -> !m.isIdentity()).count() / (double) MANY;
      double expected = transform == Transform.LUMA_FLIP ? P / 2 : P;
      assertThat(changed).isCloseTo(expected, Offset.offset(0.015));
    }
  }

  @Test
  void noiseHasItsStrengthAndCutoutItsArea() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(8)) {
      Tensor images = Tensor.full(ElementType.F32, Shape.of(4000, 1, 8, 8), 1);
      Lottery noise = new Lottery(Set.of(Transform.NOISE), P, new Draws.Random(random), 4000);
      Tensor noisy = Corruption.addNoise(images, noise, Amounts.PUBLISHED);
      assertThat(noisy.add(-1).square().mean().item()).isCloseTo(P * 0.01, Offset.offset(0.0004));
      Lottery cutout = new Lottery(Set.of(Transform.CUTOUT), P, new Draws.Random(random), 4000);
      Tensor cut = Corruption.cutOut(images, cutout, Amounts.PUBLISHED);
      // The rectangle's centre is uniform on the side; within a quarter of it at both ends only
      // the part inside counts: 1/2 on average less 2 · 1/4 · 1/8 of the side.
      double side = 0.5 - 0.0625;
      assertThat(cut.mean().item()).isCloseTo(1 - P * side * side, Offset.offset(0.005));
    }
  }
}
