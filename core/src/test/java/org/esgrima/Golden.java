package org.esgrima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/**
 * One case of the golden directory: numbers that the reference implementations computed, to which
 * ours are compared.
 *
 * <p>A case is {@code <case>.safetensors} with inputs and outputs and {@code <case>.json} with the
 * settings and, for each output {@code X}, the tolerances. The expected value of {@code X} is the
 * reference's float64 result {@code X.f64}, for runs in float32 as well. The directory is given by
 * {@code -Desgrima.golden=DIR}; without it the tests are skipped.
 */
public final class Golden implements AutoCloseable {
  private static final String FLOAT64 = ".f64";

  private final String name;
  private final SafetensorsFile file;
  private final JsonNode description;

  private Golden(String name, SafetensorsFile file, JsonNode description) {
    this.name = name;
    this.file = file;
    this.description = description;
  }

  /** Opens {@code family/case}, or skips the test if there is no golden directory. */
  public static Golden open(String name) {
    Path directory = directory();
    Path json = directory.resolve(name + ".json");
    try {
      return new Golden(
          name,
          SafetensorsFile.open(directory.resolve(name + ".safetensors")),
          Json.parseJson(Files.readString(json), json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Weights beside the cases, {@code family/name.safetensors}; skips as {@link #open} does. */
  public static SafetensorsFile weights(String name) {
    return SafetensorsFile.open(directory().resolve(name + ".safetensors"));
  }

  private static Path directory() {
    Path directory = Path.of(System.getProperty("esgrima.golden", "golden")).normalize();
    assumeTrue(
        Files.isDirectory(directory),
        "skipped: there are no golden numbers at " + directory + "; give -Desgrima.golden=DIR");
    return directory;
  }

  /** All settings of the case. */
  public JsonNode config() {
    return description.path("config");
  }

  /** Whether there is an output (or input) of that name. */
  public boolean contains(String tensor) {
    return file.contains(tensor) || file.contains(tensor + FLOAT64);
  }

  /** Names of all inputs and outputs as the case describes them. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    description.path("tensors").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Shape of an input or output. */
  public Shape shape(String tensor) {
    return file.entry(stored(tensor)).shape();
  }

  /** Values of an input or, as the reference computed them in float64, of an output. */
  public double[] values(String tensor) {
    return file.doubles(stored(tensor));
  }

  /** An input, or the expected output, as a tensor of the innermost scope. */
  public Tensor tensor(String tensor, ElementType type) {
    return Tensor.of(values(tensor), shape(tensor)).to(type);
  }

  /** How far a result of that type may be from the expected value, at every element. */
  public double tolerance(String tensor, ElementType type) {
    JsonNode tolerance = description.path("tolerance").path(tensor);
    JsonNode value = tolerance.path(type == ElementType.F64 ? "atol_f64" : "atol_f32");
    assertThat(value.isNumber()).as("%s: tolerance of %s", name, tensor).isTrue();
    return value.doubleValue();
  }

  /** Compares a result with output {@code expected}: shape and all elements, on both sides. */
  public void assertClose(Tensor actual, String expected) {
    assertThat(actual.shape()).as("%s: shape of %s", name, expected).isEqualTo(shape(expected));
    assertClose(actual.toDoubles(), expected, actual.elementType());
  }

  /** As {@link #assertClose(Tensor, String)}, for numbers that were computed in {@code type}. */
  public void assertClose(double[] actual, String expected, ElementType type) {
    double[] wanted = values(expected);
    assertThat(actual).as("%s: elements of %s", name, expected).hasSameSizeAs(wanted);
    int worst = 0;
    for (int i = 0; i < wanted.length; i++) {
      if (difference(actual[i], wanted[i]) > difference(actual[worst], wanted[worst])) {
        worst = i;
      }
    }
    double tolerance = tolerance(expected, type);
    if (wanted.length > 0 && difference(actual[worst], wanted[worst]) > tolerance) {
      fail(
          "%s: %s in %s: expected %s, got %s at index %d: they differ by %.3g, allowed are %.3g",
          name,
          expected,
          type,
          wanted[worst],
          actual[worst],
          worst,
          difference(actual[worst], wanted[worst]),
          tolerance);
    }
  }

  // NaN is as far as can be from everything, or a result of NaN would pass.
  private static double difference(double actual, double wanted) {
    double difference = Math.abs(actual - wanted);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  private String stored(String tensor) {
    return file.contains(tensor + FLOAT64) ? tensor + FLOAT64 : tensor;
  }

  @Override
  public void close() {
    file.close();
  }
}
