package org.esgrima.train;

import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Device;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.Threads;

/**
 * What this machine can do, measured by what it does best: the product of two float32 matrices of
 * {@value #SIDE} rows and columns, 2 · {@value #SIDE}³ operations, with the threads in use. The
 * fastest of several counts, since everything that disturbs makes it slower.
 */
final class MachinePeak {
  private static final int SIDE = 1024;
  private static final int AT_LEAST = 3;
  private static final double ENOUGH_SECONDS = 0.3;

  private MachinePeak() {}

  /** Floating-point operations in a second; takes about half a second. */
  static double measure() {
    return Threads.matrices(MachinePeak::measured);
  }

  private static double measured() {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor a = Tensor.full(ElementType.F32, Shape.of(SIDE, SIDE), 1.0 / SIDE);
      double fastest = seconds(a); // the first one wakes the threads
      double sum = 0;
      for (int i = 0; i < AT_LEAST || sum < ENOUGH_SECONDS; i++) {
        double seconds = seconds(a);
        fastest = Math.min(fastest, seconds);
        sum += seconds;
      }
      return 2.0 * SIDE * SIDE * SIDE / fastest;
    }
  }

  private static double seconds(Tensor a) {
    try (Scope scope = Scope.open()) {
      long began = Device.nanoTime();
      a.matmul(a);
      return (Device.nanoTime() - began) / 1e9;
    }
  }
}
