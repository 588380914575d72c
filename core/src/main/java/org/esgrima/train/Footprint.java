package org.esgrima.train;

import java.util.Collection;
import java.util.Map;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Resident memory of a run, as the operating system counts it; all in bytes.
 *
 * @param program Java with its space for new objects, and libtorch, before there are data
 * @param players weights, buffers, the average of G and the state of optimisers
 * @param peak the most that the process has at any moment
 */
public record Footprint(long program, long players, long peak) {
  /** Data, and the passes at their worst: activations, gradients; or a tick where it needs more. */
  public long work() {
    return Math.max(0, peak - program - players);
  }

  /** The program as it is now, before it does anything, once Java has used its heap. */
  static long ofProgram() {
    JavaHeap.useAll();
    return Scope.residentBytes();
  }

  /**
   * What a run will need of which everything has been played that needs much.
   *
   * @param program that of {@link #ofProgram}
   */
  static Footprint of(Players players, long program) {
    return new Footprint(program, bytes(players), Scope.peakResidentBytes());
  }

  private static long bytes(Players players) {
    try (Scope scope = Scope.open()) {
      return players.sections().values().stream()
          .map(Map::values)
          .flatMap(Collection::stream)
          .mapToLong(Footprint::bytes)
          .sum();
    }
  }

  private static long bytes(Tensor tensor) {
    return tensor.shape().elements() * tensor.elementType().bytes();
  }
}
