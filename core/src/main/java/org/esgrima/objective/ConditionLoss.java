package org.esgrima.objective;

import org.esgrima.architecture.AuxiliaryClassifier;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.LatentCodes;
import org.esgrima.torch.Tensor;

/**
 * How badly the discriminator's answers name the condition of samples: a term of both players.
 *
 * <pre>
 * classes (AC-GAN):    w · mean −log Q(c | x),                       on real and synthetic samples
 * codes (InfoGAN):     w · mean −log Q(category | x)
 *                      + v · mean Σ ½(code − answer)²,               on synthetic samples
 * </pre>
 *
 * <p>Q(c | x) is the softmax of the answers. Odena et al. 2017, arXiv 1610.09585, Section 3; Chen
 * et al. 2016, arXiv 1606.03657, equation (5), without its constant entropy and that of the
 * Gaussian.
 */
final class ConditionLoss {
  private static final String CLASSES = "classes";
  private static final String CODES = "codes";

  private ConditionLoss() {}

  /** Adds what D minimises beside its adversarial loss. */
  static void addDiscriminatorTerms(
      LossTerms terms, Conditioning conditioning, Verdict real, Verdict fake) {
    if (conditioning instanceof AuxiliaryClassifier auxiliary) {
      terms.add("loss/d/" + CLASSES, classes(auxiliary, real).add(classes(auxiliary, fake)));
    } else if (conditioning instanceof LatentCodes codes) {
      terms.add("loss/d/" + CODES, codes(codes, fake));
    }
  }

  /** Adds what G minimises beside its adversarial loss. */
  static void addGeneratorTerms(LossTerms terms, Conditioning conditioning, Verdict fake) {
    if (conditioning instanceof AuxiliaryClassifier auxiliary) {
      terms.add("loss/g/" + CLASSES, classes(auxiliary, fake));
    } else if (conditioning instanceof LatentCodes codes) {
      terms.add("loss/g/" + CODES, codes(codes, fake));
    }
  }

  private static Tensor classes(AuxiliaryClassifier auxiliary, Verdict verdict) {
    return crossEntropy(verdict.answers().orElseThrow(), verdict.condition().orElseThrow())
        .mul(auxiliary.weight());
  }

  private static Tensor codes(LatentCodes codes, Verdict verdict) {
    Tensor answers = verdict.answers().orElseThrow();
    Tensor condition = verdict.condition().orElseThrow();
    Tensor free = rest(answers, codes).sub(rest(condition, codes)).square().sum(1L).mean();
    Tensor continuous = free.mul(codes.continuousWeight() / 2);
    if (codes.categories() == 0) {
      return continuous;
    }
    Tensor category =
        crossEntropy(
            answers.narrow(1, 0, codes.categories()), condition.narrow(1, 0, codes.categories()));
    return category.mul(codes.weight()).add(continuous);
  }

  private static Tensor rest(Tensor rows, LatentCodes codes) {
    return rows.narrow(1, codes.categories(), codes.continuous());
  }

  /** mean −Σ c · log softmax(answers); rows of c sum to 1. */
  private static Tensor crossEntropy(Tensor answers, Tensor c) {
    return answers.logSoftmax(1).mul(c).sum(1L).mean().neg();
  }
}
