package org.esgrima.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.Conditioning;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Presets;
import org.esgrima.train.Progress;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;

/** Small generators whose weights were drawn, all of them: none is 0 or 1 as at the start. */
public final class Untrained {
  private static final Map<String, String> SMALL =
      Map.of(
          "mlp", "{generator-widths: [8, 6]}",
          "dcgan", "{width: 2}",
          "compact-dcgan", "{width: 2}",
          "resnet", "{latent: 18, width: 4}",
          "r3gan", "{latent: 8, widths: [6, 4], blocks: [1, 1], cardinality: [3, 2]}",
          "stylegan", "{latent: 8, styles: 6, mapping-layers: 2, capacity: 256, max-width: 4}",
          "stylegan2", "{latent: 8, styles: 6, mapping-layers: 2, capacity: 256, max-width: 4}");

  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(2),
          Shape.of(1, 8, 8),
          Shape.of(1, 16, 16),
          Shape.of(1, 28, 28),
          Shape.of(3, 32, 32),
          Shape.of(3, 64, 64),
          Shape.of(3, 128, 128),
          Shape.of(3, 256, 256));

  private Untrained() {}

  /** A preset's settings with small networks. */
  static TrainingConfig preset(String name) {
    ObjectNode tree = (ObjectNode) Json.tree(Presets.config(name));
    String type = tree.path("architecture").path("type").asText();
    return config(tree, type, "{}");
  }

  /** Settings of an architecture of that type and conditioning, both as YAML. */
  static TrainingConfig config(String architecture, String conditioning) {
    return config(architecture, conditioning, "normal", "fp32");
  }

  /** As the other, with a distribution of latents and a precision. */
  static TrainingConfig config(
      String architecture, String conditioning, String latents, String precision) {
    ObjectNode keys = (ObjectNode) Json.parseYaml(architecture, "architecture");
    ObjectNode tree = Presets.tree(Presets.DEFAULT);
    tree.put("latent-distribution", latents);
    tree.put("precision", precision);
    tree.set("architecture", keys);
    tree.set("conditioning", Json.parseYaml(conditioning, "conditioning"));
    return config(tree, keys.path("type").asText(), architecture);
  }

  private static TrainingConfig config(ObjectNode tree, String type, String more) {
    ObjectNode architecture = (ObjectNode) tree.get("architecture");
    Presets.overlay(architecture, (ObjectNode) Json.parseYaml(SMALL.get(type), "small"));
    Presets.overlay(architecture, (ObjectNode) Json.parseYaml(more, "more"));
    Architecture wanted = Json.bind(architecture, Architecture.class, type);
    return SHAPES.stream()
        .flatMap(shape -> fitting(wanted, shape).stream())
        .findFirst()
        .map(fitting -> TrainingConfig.of(tree.set("architecture", Json.tree(fitting)), type))
        .orElseThrow(() -> new IllegalArgumentException("no shape fits " + wanted));
  }

  private static Optional<Architecture> fitting(Architecture wanted, Shape shape) {
    try {
      return Optional.of(wanted.fitting(shape));
    } catch (InputException otherShapeNeeded) {
      return Optional.empty();
    }
  }

  /** A checkpoint of drawn weights; some conditions of class c, for which labels are given. */
  public static Path checkpoint(TrainingConfig config, Path directory) {
    Architecture architecture = config.architecture();
    Conditioning conditioning = config.conditioning();
    float[] mean = new float[Math.toIntExact(architecture.sampleShape().elements())];
    Path file = directory.resolve("000000.safetensors");
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3);
        Network network =
            Network.create(
                architecture.generator(conditioning),
                Shape.of(architecture.latent()),
                conditioning.toldGenerator(),
                config.precision().elementType(),
                new Initializer(random, Optional.of(mean)))) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      network.state().asMap().forEach((name, t) -> tensors.put(name, lively(name, t, random)));
      Checkpoint.write(
          file,
          Map.of("G-ema", tensors),
          Map.of(
              Checkpoint.ARCHITECTURE,
              Json.json(architecture),
              Trainer.CONFIG,
              Json.json(config),
              Trainer.PROGRESS,
              Json.json(Progress.NONE)));
    }
    return file;
  }

  private static Tensor lively(String name, Tensor tensor, RandomStream random) {
    if (tensor.elementType() == ElementType.I64 || name.endsWith("resample_filter")) {
      return tensor;
    }
    if (name.endsWith("kernel")) {
      return tensor; // of a filter, the same in all channels
    }
    if (name.endsWith("running_var") || name.endsWith("avg_var")) {
      return random.uniform(tensor.elementType(), tensor.shape(), 0.5, 2);
    }
    return tensor.detach().add(random.normal(tensor.elementType(), tensor.shape(), 0, 0.1));
  }

  static TrainedGenerator open(TrainingConfig config, Path directory) {
    return TrainedGenerator.open(checkpoint(config, directory));
  }
}
