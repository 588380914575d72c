package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ReplayBufferTest {
  private static final ElementType TYPE = ElementType.F32;
  private static final Shape SAMPLE = Shape.of(1, 2, 2);
  private static final int BATCH = 6;

  private static ReplayBuffer buffer(int capacity, RandomStream random) {
    return new ReplayBuffer(capacity, TYPE, SAMPLE, 0, random);
  }

  /** Samples whose pixels are all the number of the sample: step · 100 + index. */
  private static Minibatch fresh(int step, int count) {
    float[] values = new float[count * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = step * 100 + i / 4;
    }
    return new Minibatch(Tensor.of(values, SAMPLE.batched(count)), Optional.empty());
  }

  private static double[] numbers(Tensor samples) {
    assertThat(samples.mean(1, 2, 3).contentEquals(samples.select(1, 0).select(1, 1).select(1, 0)))
        .isTrue();
    return samples.mean(1, 2, 3).toDoubles();
  }

  private static double[] mix(ReplayBuffer buffer, int step, int count) {
    try (Scope scope = Scope.open()) {
      return numbers(buffer.mix(fresh(step, count)).samples());
    }
  }

  @Test
  void halfOfAMinibatchIsOldOnceThereIsAnOldOne() {
    try (RandomStream random = new RandomStream(0);
        ReplayBuffer buffer = buffer(30, random)) {
      assertThat(mix(buffer, 1, BATCH)).containsExactly(100, 101, 102, 103, 104, 105);
      assertThat(buffer.filled()).isEqualTo(3);
      double[] second = mix(buffer, 2, BATCH);
      assertThat(Arrays.copyOf(second, 3)).containsExactly(200, 201, 202);
      assertThat(Arrays.copyOfRange(second, 3, 6)).containsExactlyInAnyOrder(100, 101, 102);
      for (int step = 3; step <= 40; step++) {
        double[] mixed = mix(buffer, step, BATCH);
        int now = step * 100;
        assertThat(Arrays.copyOf(mixed, 3)).containsExactly(now, now + 1, now + 2);
        double[] old = Arrays.copyOfRange(mixed, 3, 6);
        assertThat(old).doesNotHaveDuplicates();
        assertThat(DoubleStream.of(old)).allMatch(number -> number < now);
        assertThat(buffer.filled()).isEqualTo(Math.min(30, 3 * step));
      }
    }
  }

  @Test
  void oddMinibatchesAndSmallBuffersStayWhole() {
    try (RandomStream random = new RandomStream(0);
        ReplayBuffer buffer = buffer(2, random)) {
      assertThat(mix(buffer, 1, 7)).hasSize(7);
      assertThat(buffer.filled()).isEqualTo(2);
      double[] second = mix(buffer, 2, 7);
      assertThat(Arrays.copyOf(second, 5)).containsExactly(200, 201, 202, 203, 204);
      assertThat(Arrays.copyOfRange(second, 5, 7)).containsExactlyInAnyOrder(100, 101);
      assertThat(mix(buffer, 3, 1)).containsExactly(300);
    }
  }

  /** In a full buffer an entry survives a step with probability 1 − 3/30. */
  @Test
  void oldSamplesAreReplacedAtRandom() {
    try (RandomStream random = new RandomStream(2);
        ReplayBuffer buffer = buffer(30, random)) {
      double age = 0;
      int steps = 400;
      for (int step = 1; step <= steps; step++) {
        double[] old = Arrays.copyOfRange(mix(buffer, step, BATCH), 3, 6);
        if (step > 100) {
          for (double number : old) {
            age += (step - Math.floor(number / 100)) / (3 * (steps - 100));
          }
        }
      }
      // the mean age of a geometric distribution with p = 0.1 is 10 steps
      assertThat(age).isCloseTo(10, Offset.offset(1.0));
    }
  }

  @Test
  void conditionsStayWithTheirSamples() {
    try (RandomStream random = new RandomStream(0);
        ReplayBuffer buffer = new ReplayBuffer(8, TYPE, SAMPLE, 2, random)) {
      for (int step = 1; step <= 10; step++) {
        try (Scope scope = Scope.open()) {
          Tensor samples = fresh(step, BATCH).samples();
          Tensor number = samples.mean(1, 2, 3).reshape(-1, 1);
          Tensor conditions = Tensor.concat(List.of(number, number.neg()), 1);
          Minibatch mixed = buffer.mix(new Minibatch(samples, Optional.of(conditions)));
          Tensor expected = mixed.samples().mean(1, 2, 3).reshape(-1, 1);
          Tensor both = Tensor.concat(List.of(expected, expected.neg()), 1);
          assertThat(mixed.condition().orElseThrow().contentEquals(both)).isTrue();
        }
      }
    }
  }

  @Test
  void stopAndResumeIsBitwise() {
    try (RandomStream random = new RandomStream(5);
        ReplayBuffer buffer = buffer(10, random)) {
      for (int step = 1; step <= 7; step++) {
        mix(buffer, step, BATCH);
      }
      try (NamedTensors saved = buffer.state().copy();
          RandomStream otherRandom = new RandomStream(99);
          ReplayBuffer other = buffer(10, otherRandom)) {
        other.state().copyFrom(saved);
        try (Scope scope = Scope.open()) {
          otherRandom.restore(random.state());
        }
        for (int step = 8; step <= 20; step++) {
          assertThat(mix(other, step, BATCH)).containsExactly(mix(buffer, step, BATCH));
        }
        for (String name : saved.names()) {
          assertThat(other.state().get(name).contentEquals(buffer.state().get(name)))
              .as(name)
              .isTrue();
        }
      }
    }
  }

  @Test
  void theResultHasNoGraphAndIsACopy() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        ReplayBuffer buffer = buffer(4, random)) {
      Tensor factor = Tensor.full(TYPE, Shape.of(), 1).requireGrad(true);
      for (int step = 1; step <= 2; step++) {
        Tensor samples = fresh(step, BATCH).samples().mul(factor);
        Tensor mixed = buffer.mix(new Minibatch(samples, Optional.empty())).samples();
        assertThat(mixed.requiresGrad()).isFalse();
        mixed.zero();
        assertThat(samples.detach().square().sum().item()).isPositive();
        assertThat(buffer.state().get("samples").select(0, 0).square().sum().item()).isPositive();
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        ReplayBuffer buffer = buffer(4, random)) {
      Tensor wrong = Tensor.zeros(TYPE, Shape.of(6, 1, 2, 3));
      assertThatThrownBy(() -> buffer.mix(new Minibatch(wrong, Optional.empty())))
          .hasMessage("samples: expected [6,1,2,2], got [6,1,2,3]");
      Minibatch conditional = new Minibatch(fresh(1, 6).samples(), Optional.of(wrong));
      assertThatThrownBy(() -> buffer.mix(conditional)).hasMessageContaining("conditions");
      assertThatThrownBy(() -> buffer(0, random)).hasMessageContaining("capacity");
      try (ReplayBuffer withConditions = new ReplayBuffer(4, TYPE, SAMPLE, 2, random)) {
        assertThatThrownBy(() -> withConditions.mix(conditional))
            .hasMessage("conditions: expected [6,2], got [6,1,2,3]");
        assertThatThrownBy(() -> withConditions.mix(fresh(1, 6)))
            .hasMessageContaining("conditions are given exactly if");
      }
    }
  }
}
