package org.esgrima.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.esgrima.train.monitor.Verdict.BALANCED;
import static org.esgrima.train.monitor.Verdict.COLLAPSING;
import static org.esgrima.train.monitor.Verdict.DIVERGING;
import static org.esgrima.train.monitor.Verdict.D_TOO_STRONG;
import static org.esgrima.train.monitor.Verdict.FORGETTING;
import static org.esgrima.train.monitor.Verdict.G_TOO_STRONG;
import static org.esgrima.train.monitor.Verdict.MEMORISING;
import static org.esgrima.train.monitor.Verdict.OSCILLATING;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules, on histories that are written by hand. The warm-up is the first ten ticks. */
class GameMonitorTest {
  private static final int WARM = 10;

  private static Written game() {
    return new Written(Written.FACTS);
  }

  @Test
  void aHealthyGameIsBalancedOnceThereIsEnoughToSayItFrom() {
    assertThat(game().ticks(WARM + 4).judge()).isEmpty();
    assertThat(game().ticks(WARM + 5).judge())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.verdict()).isEqualTo(BALANCED);
              assertThat(d.evidence()).contains("80 %").contains("diversity 1.00");
              assertThat(d.remedy()).isEmpty();
            });
  }

  @Test
  void aModeThatIsMissingForATickTakesNoVerdictAwayButGivesNone() {
    assertThat(game().missing(WARM + 4, "").missing("3").judge()).isEmpty();
    assertThat(game().missing(WARM + 5, "").say().missing("3").verdicts())
        .containsExactly(BALANCED);
  }

  @Test
  void balanceDoesNotBeginWhileOnePlayerWinsOutright() {
    assertThat(game().ticks(WARM + 4).tick("ranking/fake", 1.0).judge()).isEmpty();
    assertThat(game().ticks(WARM + 4).tick("ranking/fake", 0.0).judge()).isEmpty();
    assertThat(game().ticks(WARM + 5).say().tick("ranking/fake", 1.0).verdicts())
        .containsExactly(BALANCED);
  }

  @Test
  void aDiscriminatorThatTellsAllPairsApartIsTooStrong() {
    Written strong = game().ticks(WARM).ticks(5, "ranking/fake", 0.999);
    assertThat(strong.judge())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.verdict()).isEqualTo(D_TOO_STRONG);
              assertThat(d.since()).isEqualTo(1_100);
              assertThat(d.evidence()).contains("99.9 %").contains("5 ticks");
              assertThat(d.seen().data())
                  .containsExactly(
                      entry("kind", "told-apart"), entry("share", 0.999), entry("ticks", 5));
              assertThat(d.remedy()).contains("--discriminator-optimizer.learning-rate");
            });
    assertThat(game().ticks(WARM).ticks(4, "ranking/fake", 1.0).tick().verdicts())
        .doesNotContain(D_TOO_STRONG);
    assertThat(game().ticks(WARM + 4, "ranking/fake", 1.0).verdicts()).isEmpty();
  }

  @Test
  void goneModesAreNamedAsData() {
    assertThat(game().missing(WARM + 5, "").missing(3, "11 3").judge())
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.seen().measured())
                    .containsEntry("modes", List.of("3", "11"))
                    .containsEntry("what", "mode"));
  }

  @Test
  void everyPartOfARemedyIsAnOptionOrHasWordsOfItsOwn() {
    List<String> parts =
        Remedies.parts(game().ticks(WARM).ticks(5, "ranking/fake", 0.3).judge().get(0).remedy());
    assertThat(parts).hasSize(4).doesNotContain("");
    assertThat(parts.get(0)).isEqualTo("a higher --discriminator-optimizer.learning-rate");
    assertThat(parts).allMatch(part -> part.startsWith("--") || Remedies.words().contains(part));
    assertThat(Remedies.parts("")).isEmpty();
  }

  @Test
  void aCriticMayBeAsStrongAsItLikes() {
    Written critic = new Written(Written.CRITIC).ticks(WARM + 8, "ranking/fake", 1.0);
    assertThat(critic.verdicts()).containsExactly(BALANCED);
  }

  @Test
  void aDiscriminatorThatTakesFakesForRealsHasLost() {
    assertThat(game().ticks(WARM).ticks(5, "ranking/fake", 0.3).verdicts())
        .containsExactly(G_TOO_STRONG);
    assertThat(game().ticks(WARM).ticks(5, "ranking/fake", 0.45).verdicts())
        .containsExactly(BALANCED);
  }

  @Test
  void aLeadThatChangesHandsAgainAndAgainOscillates() {
    Written circle = game().ticks(WARM);
    for (int i = 0; i < 5; i++) {
      circle.tick("ranking/fake", i % 2 == 0 ? 0.9 : 0.1).tick("ranking/fake", 0.5);
    }
    assertThat(circle.judge())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.verdict()).isEqualTo(OSCILLATING);
              assertThat(d.evidence()).contains("4 times").contains("10 % to 90 %");
              assertThat(d.since()).isEqualTo(1_300);
            });
    Written noise = game().ticks(WARM);
    for (int i = 0; i < 20; i++) {
      noise.tick("ranking/fake", i % 2 == 0 ? 0.6 : 0.42);
    }
    assertThat(noise.verdicts()).containsExactly(BALANCED);
  }

  @Test
  void learntModesThatStayAwayAreNamed() {
    Written lost = game().missing(WARM + 5, "").missing(2, "3 5");
    assertThat(lost.verdicts()).doesNotContain(COLLAPSING);
    assertThat(lost.missing("3 5 7").judge())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.verdict()).isEqualTo(COLLAPSING);
              assertThat(d.evidence()).isEqualTo("modes 3 and 5 of 8 are gone");
              assertThat(d.since()).isEqualTo(1_600);
            });
  }

  @Test
  void modesThatWereNeverLearntAreGoneUnlessTheGeneratorMakesProgress() {
    assertThat(game().missing(WARM + 9, "2").verdicts()).doesNotContain(COLLAPSING);
    assertThat(game().missing(WARM + 10, "2").judge())
        .singleElement()
        .satisfies(d -> assertThat(d.evidence()).isEqualTo("mode 2 of 8 is gone"));
    Written young = game().missing(WARM, "0 1 2 3 4 5 6").missing(WARM, "2");
    assertThat(young.verdicts()).doesNotContain(COLLAPSING);
  }

  @Test
  void aGeneratorThatHopsFromModeToModeHasCollapsedToo() {
    Written hopping = game().missing(WARM, "1 2 3 4 5");
    for (int i = 0; i < 5; i++) {
      hopping.missing(i % 2 == 0 ? "0 1 2 3 4" : "3 4 5 6 7");
    }
    assertThat(hopping.judge())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.verdict()).isEqualTo(COLLAPSING);
              assertThat(d.evidence()).contains("no more than 3 of 8 modes");
            });
  }

  @Test
  void withoutKnownModesDiversityTells() {
    assertThat(game().ticks(WARM).ticks(5, "diversity", 0.1).verdicts())
        .containsExactly(COLLAPSING);
    assertThat(game().ticks(WARM).ticks(4, "diversity", 0.1).verdicts()).doesNotContain(COLLAPSING);
    Written young = game();
    for (int i = 0; i < WARM + 6; i++) {
      young.tick("diversity", 0.02 * (i + 1));
    }
    assertThat(young.verdicts()).doesNotContain(COLLAPSING);
  }

  @Test
  void aTroubleOutlivesAGoodTickButNotThree() {
    Written lost = game().ticks(WARM).ticks(5, "diversity", 0.1);
    assertThat(lost.ticks(2).verdicts()).containsExactly(COLLAPSING);
    assertThat(lost.tick().verdicts()).containsExactly(BALANCED);
  }

  @Test
  void modesThatComeBackWereForgotten() {
    Written circle = game().missing(WARM + 2, "");
    circle.missing(2, "1").missing(2, "").missing(2, "4").missing(2, "");
    assertThat(circle.verdicts()).doesNotContain(FORGETTING);
    circle.missing(2, "1").missing(2, "");
    assertThat(circle.judge())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.verdict()).isEqualTo(FORGETTING);
              assertThat(d.evidence()).contains("modes 1 and 4").contains("3 times");
            });
  }

  @Test
  void modesThatAreFoundOneByOneWereNotForgotten() {
    Written young = game().missing(WARM, "0 1 2 3");
    young.missing(3, "0 1 2").missing(3, "0 1").missing(3, "0").missing(3, "");
    assertThat(young.verdicts()).containsExactly(BALANCED);
  }

  @Test
  void lossesOutOfProportionDivergeAlsoInTheWarmUp() {
    assertThat(game().ticks(2, "loss/d/r1", 500.0).verdicts()).isEmpty();
    assertThat(game().ticks(3, "loss/d/r1", 500.0).judge())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.verdict()).isEqualTo(DIVERGING);
              assertThat(d.evidence()).contains("loss/d/r1").contains("500");
            });
    assertThat(new Written(Written.CRITIC).ticks(3, "loss/d/adversarial", -500.0).verdicts())
        .isEmpty();
    assertThat(new Written(Written.CRITIC).ticks(3, "loss/d/adversarial", -5e9).judge())
        .singleElement()
        .satisfies(d -> assertThat(d.remedy()).contains("gradient-penalty"));
    assertThat(game().ticks(3, "diversity", 20.0).verdicts()).containsExactly(DIVERGING);
  }

  @Test
  void aDiscriminatorThatKnowsItsSamplesByHeartIsCaught() {
    assertThat(game().ticks(WARM).ticks(5, "ranking/held-out", 0.8).verdicts())
        .containsExactly(MEMORISING);
    assertThat(game().ticks(WARM).ticks(5, "ranking/held-out", 0.7).verdicts())
        .containsExactly(BALANCED);
    // Of ten samples of each kind, chance alone may rank four fifths so.
    Facts few = new Facts(100, false, "mode", 10, false, true, false);
    assertThat(new Written(few).ticks(WARM).ticks(5, "ranking/held-out", 0.8).verdicts())
        .containsExactly(BALANCED);
    assertThat(new Written(few).ticks(WARM).ticks(5, "ranking/held-out", 1.0).judge())
        .singleElement()
        .satisfies(d -> assertThat(d.remedy()).doesNotContain("augmentation"));
  }

  @Test
  void evidenceReachesBackNoFurtherThanTheMemory() {
    Written lost = game().missing(WARM + 5, "").missing(60, "3");
    assertThat(lost.judge().get(0).since()).isEqualTo(100 * (WARM + 65 - GameMonitor.MEMORY + 1));
  }

  @Test
  void ticksOfFewStepsWarmUpForAThousandSteps() {
    Facts shortTicks = new Facts(1, false, "mode", 128, false, false, false);
    assertThat(new Written(shortTicks).ticks(14, "ranking/fake", 1.0).verdicts()).isEmpty();
    assertThat(shortTicks.warmUpSteps()).isEqualTo(1_000);
    assertThat(new Facts(500, false, "mode", 0, false, false, false).warmUpSteps())
        .isEqualTo(5_000);
  }
}
