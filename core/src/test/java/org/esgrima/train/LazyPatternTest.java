package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LazyPatternTest {
  private static LazyPattern of(String changes) {
    return LazyPattern.of(Presets.config("stylegan2-avatars64", changes));
  }

  @Test
  void withoutLazyPenaltiesAllStepsAreAlike() {
    assertThat(of("{penalties: [{type: r1}], generator-penalties: []}").kinds())
        .containsExactly(new LazyPattern.Kind(0, 1));
  }

  @Test
  void everyFourthAndEverySixteenthStepMakeThreeKinds() {
    LazyPattern pattern =
        of(
            "{penalties: [{type: r1, interval: 16}],"
                + " generator-penalties: [{type: path-length, interval: 4}]}");
    assertThat(pattern.kinds())
        .containsExactly(
            new LazyPattern.Kind(0, 1 / 16.0),
            new LazyPattern.Kind(1, 12 / 16.0),
            new LazyPattern.Kind(4, 3 / 16.0));
  }

  @Test
  void severalUpdatesOfTheDiscriminatorShareAStep() {
    LazyPattern pattern =
        of(
            "{penalties: [{type: r1, interval: 4}], generator-penalties: [], discriminator-steps: 3}");
    // due in the updates 0, 4, 8 of 12; a step has three: 0 to 2, 3 to 5, 6 to 8, 9 to 11
    assertThat(pattern.kinds())
        .containsExactly(new LazyPattern.Kind(0, 3 / 4.0), new LazyPattern.Kind(3, 1 / 4.0));
  }
}
