package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.esgrima.architecture.AuxiliaryClassifier;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.LatentCodes;
import org.esgrima.architecture.Projection;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What both players minimise about conditions, by hand. */
@ExtendWith(NoLeaks.class)
class ConditionLossTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  private static Map<String, Double> terms(Conditioning conditioning, Verdict real, Verdict fake) {
    LossTerms terms = new LossTerms();
    ConditionLoss.addDiscriminatorTerms(terms, conditioning, real, fake);
    ConditionLoss.addGeneratorTerms(terms, conditioning, fake);
    return terms.values();
  }

  private static Verdict verdict(double[] answers, double[] condition, int size) {
    int count = condition.length / size;
    return new Verdict(
        Tensor.of(new double[count], Shape.of(count)),
        Optional.of(Tensor.of(answers, Shape.of(count, size))),
        Optional.of(Tensor.of(condition, Shape.of(count, size))));
  }

  @Test
  void anAuxiliaryClassifierPaysForRealAndSyntheticSamples() {
    try (Scope scope = Scope.open()) {
      // real: undecided between two classes; synthetic: sure of the right one by a factor of 3
      Verdict real = verdict(new double[] {0, 0}, new double[] {1, 0}, 2);
      Verdict fake = verdict(new double[] {0, Math.log(3)}, new double[] {0, 1}, 2);
      Conditioning auxiliary = new AuxiliaryClassifier("digit", List.of("0", "1"), 2);
      Map<String, Double> terms = terms(auxiliary, real, fake);
      assertThat(terms).containsOnlyKeys("loss/d/classes", "loss/g/classes");
      double sure = -Math.log(0.75);
      assertThat(terms.get("loss/d/classes")).isCloseTo(2 * (Math.log(2) + sure), EXACT);
      assertThat(terms.get("loss/g/classes")).isCloseTo(2 * sure, EXACT);
    }
  }

  @Test
  void latentCodesAreGuessedOfSyntheticSamplesOnly() {
    try (Scope scope = Scope.open()) {
      LatentCodes codes = new LatentCodes(2, 1, 3, 0.5, 8);
      Verdict fake = verdict(new double[] {0, 0, 0.25}, new double[] {0, 1, 0.75}, 3);
      Map<String, Double> terms = terms(codes, Verdict.of(fake.logits()), fake);
      double expected = 3 * Math.log(2) + 0.5 * 0.5 * 0.25;
      assertThat(terms).containsOnlyKeys("loss/d/codes", "loss/g/codes");
      assertThat(terms.get("loss/d/codes")).isCloseTo(expected, EXACT);
      assertThat(terms.get("loss/g/codes")).isCloseTo(expected, EXACT);
    }
  }

  @Test
  void whoIsToldTheClassIsNotAskedForIt() {
    try (Scope scope = Scope.open()) {
      Verdict verdict = Verdict.of(Tensor.of(new double[] {1}, Shape.of(1)));
      assertThat(terms(new Projection("digit", List.of("0", "1")), verdict, verdict)).isEmpty();
      assertThat(terms(Conditioning.none(), verdict, verdict)).isEmpty();
    }
  }
}
