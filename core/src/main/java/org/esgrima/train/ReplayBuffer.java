package org.esgrima.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * A history of synthetic samples, from which half of the discriminator's synthetic minibatch is
 * drawn, so that it does not forget what the generator used to make (Shrivastava et al. 2017, arXiv
 * 1612.07828, section 2.3).
 *
 * <p>Of a minibatch of N, ⌈N/2⌉ samples are fresh and ⌊N/2⌋ come from the buffer, without
 * repetition; then ⌊N/2⌋ fresh ones take the places of random old ones. While the buffer is not
 * full they are added to it instead, and while it holds fewer than ⌊N/2⌋ the missing ones are
 * fresh. The generator is trained on fresh samples only, as always.
 *
 * <p>All state is in {@link #state} and in the random stream, which is the caller's: restored from
 * both, the buffer goes on bitwise as it would have.
 */
public final class ReplayBuffer implements AutoCloseable {
  private static final String SAMPLES = "samples";
  private static final String CONDITIONS = "conditions";
  private static final String FILLED = "filled";

  private final int capacity;
  private final RandomStream random;
  private final NamedTensors state = new NamedTensors();

  /**
   * An empty buffer.
   *
   * @param capacity samples that it holds, at least 1
   * @param type of samples and conditions
   * @param sample shape of one sample, without the batch
   * @param conditionSize K, numbers that describe the condition of a sample; 0 = no conditions
   * @param random where places are drawn from; the caller keeps owning it
   */
  public ReplayBuffer(
      int capacity, ElementType type, Shape sample, int conditionSize, RandomStream random) {
    if (capacity < 1 || conditionSize < 0) {
      throw new IllegalArgumentException(
          "expected a capacity of at least 1 and a condition size of at least 0, got "
              + capacity
              + " and "
              + conditionSize);
    }
    this.capacity = capacity;
    this.random = random;
    try (Scope scope = Scope.open()) {
      state.put(SAMPLES, Tensor.zeros(type, sample.batched(capacity)));
      if (conditionSize > 0) {
        state.put(CONDITIONS, Tensor.zeros(type, Shape.of(capacity, conditionSize)));
      }
      state.put(FILLED, Tensor.zeros(ElementType.I64, Shape.of()));
    }
  }

  /**
   * Mixes a fresh minibatch with old samples and then remembers some of the fresh ones.
   *
   * @param fresh of the generator as it is now; with or without graph
   * @return as many samples, fresh ones first, each with its own condition; without graph
   * @throws IllegalArgumentException if shapes or the presence of conditions are not those of the
   *     buffer
   */
  public Minibatch mix(Minibatch fresh) {
    requireFit(fresh);
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      int count = Math.toIntExact(fresh.samples().shape().size(0));
      int[] old = distinct(Math.min(count / 2, filled()), filled());
      Tensor samples = scope.keep(mixed(SAMPLES, fresh.samples(), old));
      Optional<Tensor> conditions =
          fresh.condition().map(tensor -> scope.keep(mixed(CONDITIONS, tensor, old)));
      remember(fresh, Math.min(count / 2, capacity));
      return new Minibatch(samples, conditions);
    }
  }

  private void requireFit(Minibatch fresh) {
    requireRows(SAMPLES, fresh.samples(), fresh.samples());
    if (fresh.condition().isPresent() != state.contains(CONDITIONS)) {
      throw new IllegalArgumentException(
          "conditions are given exactly if the buffer was made for them; given: "
              + fresh.condition().isPresent());
    }
    fresh.condition().ifPresent(tensor -> requireRows(CONDITIONS, tensor, fresh.samples()));
  }

  private void requireRows(String name, Tensor rows, Tensor samples) {
    Shape kept = state.get(name).shape();
    long[] expected = kept.sizes();
    expected[0] = samples.shape().rank() == 0 ? 0 : samples.shape().size(0);
    if (!rows.shape().equals(new Shape(expected))) {
      throw new IllegalArgumentException(
          name + ": expected " + new Shape(expected) + ", got " + rows.shape());
    }
  }

  /** The fresh rows without the last ones, for which old rows stand in. */
  private Tensor mixed(String name, Tensor fresh, int[] old) {
    long keep = fresh.shape().size(0) - old.length;
    Tensor kept = fresh.detach().narrow(0, 0, keep);
    if (old.length == 0) {
      return kept.copy();
    }
    Tensor rows = state.get(name);
    long[] sizes = new long[rows.shape().rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = old.length;
    Tensor index = Tensor.of(IntStream.of(old).asLongStream().toArray(), new Shape(sizes));
    return Tensor.concat(List.of(kept, rows.takeAlong(0, index).like(fresh)), 0);
  }

  private void remember(Minibatch fresh, int count) {
    int filled = filled();
    int added = Math.min(count, capacity - filled);
    int[] replaced = distinct(count - added, filled);
    for (int i = 0; i < count; i++) {
      int place = i < added ? filled + i : replaced[i - added];
      write(SAMPLES, place, fresh.samples().select(0, i));
      if (fresh.condition().isPresent()) {
        write(CONDITIONS, place, fresh.condition().get().select(0, i));
      }
    }
    state.get(FILLED).addInPlace((long) added);
  }

  private void write(String name, int place, Tensor row) {
    state.get(name).select(0, place).copyFrom(row);
  }

  /** Different numbers below {@code bound}, all choices equally likely: the start of a shuffle. */
  private int[] distinct(int count, int bound) {
    int[] numbers = IntStream.range(0, bound).toArray();
    double[] u = random.uniform(ElementType.F64, Shape.of(count), 0, 1).toDoubles();
    for (int i = 0; i < count; i++) {
      int other = i + (int) (u[i] * (bound - i));
      int number = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = number;
    }
    return Arrays.copyOf(numbers, count);
  }

  /** Number of samples that the buffer holds now. */
  public int filled() {
    return (int) state.get(FILLED).item();
  }

  /**
   * Everything but the random stream: {@code samples} [capacity,…], {@code conditions} [capacity,K]
   * where there are any, and {@code filled}, a scalar int64. Owned by this buffer; copy into it to
   * restore.
   */
  public NamedTensors state() {
    return state;
  }

  @Override
  public void close() {
    state.close();
  }
}
