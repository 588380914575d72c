package org.esgrima.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Collects what happens in the steps of a tick and gives the means: loss terms under their own
 * names, {@code accuracy/real} and {@code accuracy/fake} (shares of samples that D judges rightly),
 * {@code value} (V(D,G) of equation (1)) and the norms of both players' gradients.
 */
public final class StepReport {
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Double> latestTerms = new LinkedHashMap<>();
  private final StepClock clock;
  private boolean measureGradients;

  /** Nothing so far; the time is not looked at. */
  public StepReport() {
    this(StepClock.OFF);
  }

  /** Nothing so far; the clock measures where the time of the steps goes. */
  StepReport(StepClock clock) {
    this.clock = clock;
  }

  StepClock clock() {
    return clock;
  }

  /** Whether the norms of gradients are measured from now on; it takes a pass over all of them. */
  void measureGradients(boolean measure) {
    measureGradients = measure;
  }

  void addTerms(Map<String, Double> terms) {
    terms.forEach(this::add);
    latestTerms.putAll(terms);
  }

  /**
   * The terms of the last minibatch by name; lazy ones are those of when they were due.
   *
   * @param prefix with which the names begin
   */
  Map<String, Double> latestTerms(String prefix) {
    Map<String, Double> found = new LinkedHashMap<>(latestTerms);
    found.keySet().removeIf(name -> !name.startsWith(prefix));
    return found;
  }

  void addLogits(Tensor realLogits, Tensor fakeLogits) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      add("accuracy/real", shareAboveZero(realLogits));
      add("accuracy/fake", shareAboveZero(fakeLogits.neg()));
      add("value", AdversarialLoss.value(realLogits, fakeLogits).item());
    }
  }

  static double shareAboveZero(Tensor logits) {
    return logits.greaterThan(0).to(logits.elementType()).mean().item();
  }

  void addGradients(String name, List<Tensor> gradients) {
    if (!measureGradients) {
      return;
    }
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      double squares = 0;
      for (Tensor gradient : gradients) {
        squares += gradient.square().sum().item();
      }
      add(name, Math.sqrt(squares));
    }
  }

  private void add(String name, double value) {
    sums.merge(name, value, Double::sum);
    counts.merge(name, 1L, Long::sum);
  }

  /**
   * What was collected since the last means, so that a run can be resumed within a tick.
   *
   * @param sums by name
   * @param counts of what was added up, by name
   */
  record Collected(Map<String, Double> sums, Map<String, Long> counts) {
    static final Collected NOTHING = new Collected(Map.of(), Map.of());

    /** Copies, in the order in which they are logged. */
    Collected {
      sums = new LinkedHashMap<>(sums);
      counts = new LinkedHashMap<>(counts);
    }
  }

  Collected collected() {
    return new Collected(sums, counts);
  }

  /** Goes on from what was collected before. */
  void goOnFrom(Collected collected) {
    sums.clear();
    counts.clear();
    sums.putAll(collected.sums());
    counts.putAll(collected.counts());
  }

  /** The means since the last call, by name; starts anew. */
  public Map<String, Double> takeMeans() {
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((name, sum) -> means.put(name, sum / counts.get(name)));
    sums.clear();
    counts.clear();
    return means;
  }
}
