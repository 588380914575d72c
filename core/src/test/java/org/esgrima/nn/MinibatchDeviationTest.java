package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The variety of a minibatch as a discriminator sees it. */
@ExtendWith(NoLeaks.class)
class MinibatchDeviationTest {
  private static final Pattern CASE = Pattern.compile("mbstd\\.g(\\d+|all)_f(\\d+)");

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void isThatOfStyleGan2(ElementType type) {
    try (Golden golden = Golden.open("stylegan2/modulated_conv2d");
        Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      TorchOps ops = new TorchOps(none);
      Tensor x = golden.tensor("mb.x", type);
      int count = (int) x.shape().size(0);
      int cases = 0;
      for (String name : golden.names()) {
        Matcher matcher = CASE.matcher(name);
        if (matcher.matches()) {
          String size = matcher.group(1);
          int group = size.equals("all") ? count : Integer.parseInt(size);
          int sets = Integer.parseInt(matcher.group(2));
          golden.assertClose(ops.concat(x, ops.minibatchDeviation(x, group, sets), 1), name);
          cases++;
        }
      }
      assertThat(cases).isPositive();
    }
  }

  @Test
  void ofVectorsIsTheMeanDeviationOfTheirGroup() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      // groups of two, two apart: rows 0 and 2, rows 1 and 3
      Tensor x = Tensor.of(new double[] {0, 0, 1, 1, 4, 2, 1, 1}, Shape.of(4, 2));
      Tensor seen = new TorchOps(none).minibatchDeviation(x, 2, 1);
      assertThat(seen.shape()).isEqualTo(Shape.of(4, 1));
      double differing = (Math.sqrt(4 + 1e-8) + Math.sqrt(1 + 1e-8)) / 2;
      assertThat(seen.toDoubles())
          .containsExactly(new double[] {differing, 1e-4, differing, 1e-4}, Offset.offset(1e-12));
    }
  }

  @Test
  void aGroupThatDoesNotDivideTheBatchBecomesSmaller() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      TorchOps ops = new TorchOps(none);
      Tensor x = Tensor.of(new double[] {3, 1, 4, 1, 5, 9}, Shape.of(6, 1));
      assertThat(ops.minibatchDeviation(x, 4, 1).contentEquals(ops.minibatchDeviation(x, 3, 1)))
          .isTrue();
    }
  }
}
