package org.esgrima.export;

import static org.esgrima.export.WrittenOps.BATCH;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.StyleBased;
import org.esgrima.architecture.Truncation;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.nn.Network;
import org.esgrima.nn.ParameterInfo;
import org.esgrima.torch.Scope;
import org.esgrima.torch.ScriptModule;
import org.esgrima.torch.Tensor;

/**
 * A generator as TorchScript: {@code forward(z)}, {@code forward(z, c)} where it is told
 * conditions; and for style-based ones {@code styles(z[, c], psi)} and {@code images(w)}, with
 * {@code forward(z[, c], psi)}. Tensors are float32 under their own names; metadata is the extra
 * file {@code esgrima.json}.
 */
record ScriptFile(TrainedGenerator generator, ExportSettings settings) implements ExportedFile {
  private static final String METADATA = "esgrima.json";

  private Conditioning conditioning() {
    return generator.config().conditioning();
  }

  /** The source of all methods. */
  String source() {
    boolean told = conditioning().toldGenerator() > 0;
    String inputs = "self, z" + (told ? ", c" : "");
    if (!(generator.architecture() instanceof StyleBased gan)) {
      StringBuilder lines = new StringBuilder();
      Value samples =
          generator.architecture().generator(conditioning()).forward(ops(lines), latents());
      return method("forward", inputs, lines, samples.name());
    }
    String psi = settings.truncation().isPresent() ? "" : ", psi: float = 1.0";
    StringBuilder mapping = new StringBuilder();
    ScriptOps ops = ops(mapping);
    Value w = gan.mapping(conditioning(), Truncation.NONE).forward(ops, latents());
    String mean = ScriptModule.reference(meanName());
    String chosen = psi.isEmpty() ? String.valueOf(settings.truncation().getAsDouble()) : "psi";
    String truncated = "torch.add(%s, torch.mul(torch.sub(%s, %s), %s))";
    StringBuilder synthesis = new StringBuilder();
    Value styles = new Value("w", generator.styleShape().batched(BATCH));
    Value images = gan.synthesis().forward(new ScriptOps(synthesis, Optional.empty()), styles);
    String given = (told ? "z, c" : "z") + (psi.isEmpty() ? "" : ", psi");
    return method(
            "styles", inputs + psi, mapping, truncated.formatted(mean, w.name(), mean, chosen))
        + method("images", "self, w", synthesis, images.name())
        + method(
            "forward",
            inputs + psi,
            new StringBuilder(),
            "self.images(self.styles(" + given + "))");
  }

  private ScriptOps ops(StringBuilder lines) {
    int told = conditioning().toldGenerator();
    return new ScriptOps(
        lines, told == 0 ? Optional.empty() : Optional.of(new Value("c", Shape.of(BATCH, told))));
  }

  private Value latents() {
    return new Value("z", Shape.of(BATCH, generator.architecture().latent()));
  }

  private String meanName() {
    return generator.weights().names().stream()
        .filter(name -> name.endsWith("w_avg"))
        .findFirst()
        .orElseThrow();
  }

  private static String method(String name, String inputs, StringBuilder lines, String result) {
    return "def " + name + "(" + inputs + "):\n" + lines + "    return " + result + "\n\n";
  }

  @Override
  public void write(Path file) {
    Set<String> trained =
        Network.describe(
                generator.architecture().generator(conditioning()),
                Shape.of(generator.architecture().latent()),
                conditioning().toldGenerator(),
                1)
            .parameters()
            .stream()
            .filter(info -> info.kind() == ParameterInfo.Kind.PARAMETER)
            .map(ParameterInfo::name)
            .collect(Collectors.toSet());
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, Tensor> buffers = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      generator
          .weights()
          .asMap()
          .forEach(
              (name, t) ->
                  (trained.contains(name) ? parameters : buffers)
                      .put(name, t.elementType() == ElementType.F64 ? t.to(ElementType.F32) : t));
      String metadata = Json.json(ExportMetadata.of(generator, settings));
      ScriptModule.write(file, parameters, buffers, source(), Map.of(METADATA, metadata));
    }
  }

  @Override
  public float[] run(Path file, Probe probe) {
    try (ScriptModule module = ScriptModule.open(file);
        Scope scope = Scope.open()) {
      List<Tensor> inputs = new ArrayList<>(List.of(probe.latents()));
      if (conditioning().toldGenerator() > 0) {
        inputs.add(probe.conditions());
      }
      boolean open = generator.hasStyles() && settings.truncation().isEmpty();
      Map<String, Double> numbers = open ? Map.of("psi", probe.psi()) : Map.of();
      return module.forward(numbers, inputs).toFloats();
    }
  }
}
