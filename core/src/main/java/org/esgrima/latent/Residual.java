package org.esgrima.latent;

import java.util.Arrays;
import org.esgrima.io.ElementType;
import org.esgrima.metric.EightBit;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * How far a picture is from another, both rounded to 8 bits.
 *
 * @param rms √ of the mean squared difference of pixels, in levels of 0 to 255
 * @param features Euclidean distance of the features
 */
public record Residual(double rms, double features) {
  private static final double LEVELS = 255;

  /**
   * Peak signal-to-noise ratio, 20 log₁₀(255 / rms) in decibels; infinite for equal pictures. Above
   * 40 hardly anyone sees a difference, below 20 everyone does.
   */
  public double psnr() {
    return 20 * Math.log10(LEVELS / rms);
  }

  /**
   * Compares pictures.
   *
   * @param images [N,C,H,W] in [-1, 1]
   * @param target [1,C,H,W] in [-1, 1]
   * @return of each image
   */
  static Residual[] of(Tensor images, Tensor target, FeatureExtractor extractor) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor rounded = EightBit.toUnit(EightBit.of(images));
      Tensor wanted = EightBit.toUnit(EightBit.of(target));
      Tensor difference = rounded.sub(wanted).to(ElementType.F64);
      double[] squares = difference.square().mean(1L, 2L, 3L).toDoubles();
      double[] features =
          extractor.features(rounded).sub(extractor.features(wanted)).square().sum(1L).toDoubles();
      Residual[] residuals = new Residual[squares.length];
      Arrays.setAll(
          residuals, i -> new Residual(Math.sqrt(squares[i]) * LEVELS / 2, Math.sqrt(features[i])));
      return residuals;
    }
  }
}
