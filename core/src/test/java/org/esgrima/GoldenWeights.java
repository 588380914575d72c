package org.esgrima;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Weight files of the golden directory: loading them into our networks, comparing ours with them.
 */
public final class GoldenWeights {
  private static final String FLOAT64 = ".f64";

  private GoldenWeights() {}

  /** Loads every tensor of the file; the names must be exactly those of the target. */
  public static void load(SafetensorsFile file, NamedTensors target) {
    assertThat(names(file)).isEqualTo(new TreeSet<>(target.names()));
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      target.asMap().forEach((name, tensor) -> tensor.copyFrom(stored(file, name)));
    }
  }

  private static Set<String> names(SafetensorsFile file) {
    return file.names().stream()
        .filter(name -> !name.endsWith(FLOAT64))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Tensor stored(SafetensorsFile file, String name) {
    return Tensor.of(file.doubles(name), file.entry(name).shape());
  }

  /** Compares all our tensors with the float64 numbers of the file. */
  public static void assertClose(NamedTensors ours, SafetensorsFile file, double tolerance) {
    try (Scope scope = Scope.open()) {
      for (Map.Entry<String, Tensor> entry : ours.asMap().entrySet()) {
        String name = entry.getKey();
        double[] expected =
            file.doubles(file.names().contains(name + FLOAT64) ? name + FLOAT64 : name);
        double[] actual = entry.getValue().detach().toDoubles();
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
          assertThat(Math.abs(actual[i] - expected[i]))
              .as("%s[%d]: expected %s, got %s", name, i, expected[i], actual[i])
              .isLessThanOrEqualTo(tolerance);
        }
      }
    }
  }
}
