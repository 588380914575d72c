package org.esgrima.benchmarks;

import java.util.List;

/**
 * y = c · xᵃ, fitted by least squares to log y over log x.
 *
 * @param exponent a
 */
record PowerLaw(double exponent) {
  /** Fits at least two points, all above 0. */
  static PowerLaw of(List<Double> x, List<Double> y) {
    double meanX = x.stream().mapToDouble(Math::log).average().orElseThrow();
    double meanY = y.stream().mapToDouble(Math::log).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < x.size(); i++) {
      double dx = Math.log(x.get(i)) - meanX;
      covariance += dx * (Math.log(y.get(i)) - meanY);
      variance += dx * dx;
    }
    return new PowerLaw(covariance / variance);
  }
}
