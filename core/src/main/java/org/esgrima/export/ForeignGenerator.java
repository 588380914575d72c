package org.esgrima.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Projection;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.io.TensorInfo;
import org.esgrima.nn.Network;
import org.esgrima.nn.ParameterInfo;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.Provenance;
import org.esgrima.run.RunDirectory;
import org.esgrima.torch.Device;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Presets;
import org.esgrima.train.Progress;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;

/**
 * The weights of a generator that another program trained, as a run that pictures can be made with.
 *
 * <p>The file holds the tensors of the generator under the names of its reference implementation.
 * Sizes are seen from the weights; names, shapes and types of all tensors are checked against the
 * network of these sizes.
 *
 * @param kind what the weights belong to
 * @param file in safetensors format
 * @param changes keys of the architecture that no weight tells, such as {@code clamp}; may be empty
 */
public record ForeignGenerator(ForeignKind kind, Path file, ObjectNode changes) {
  private static final int MOST_LISTED = 3;

  /**
   * Makes a run of the weights: settings, provenance and one checkpoint of step 0, whose only
   * section is {@code G-ema}.
   *
   * @param runsRoot where the run gets its directory
   * @param name of the run, part of its directory's name
   * @param commandLine what the user typed, for the provenance
   * @throws InputException if the file cannot be read, or lacks a tensor, has one too many, or has
   *     one of another shape or type; no directory is made then
   */
  public RunDirectory toRun(Path runsRoot, String name, List<String> commandLine) {
    try (SafetensorsFile weights = SafetensorsFile.open(file);
        Scope scope = Scope.open()) {
      TrainingConfig config = config(weights, name);
      Map<String, Tensor> tensors = tensors(weights, parameters(config));
      String hash = Sha256.ofFile(file, "weights");
      RunDirectory run = RunDirectory.create(runsRoot, name);
      run.writeConfig(config);
      run.writeProvenance(
          Provenance.now(config.data(), hash, config.seed(), Device.parse("cpu"), commandLine));
      new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT)
          .save(
              0,
              Map.of(Checkpoint.AVERAGE, tensors),
              Map.of(
                  Checkpoint.ARCHITECTURE,
                  Json.json(config.architecture()),
                  Trainer.CONFIG,
                  Json.json(config),
                  Trainer.PROGRESS,
                  Json.json(Progress.NONE)));
      return run;
    }
  }

  private TrainingConfig config(SafetensorsFile weights, String name) {
    ForeignShapes shapes = new ForeignShapes(weights, kind.key());
    ObjectNode sizes = kind.architecture(shapes);
    Presets.overlay(sizes, changes);
    Architecture architecture = Json.bind(sizes, Architecture.class, file);
    ObjectNode tree = Presets.tree(Presets.DEFAULT);
    tree.put("name", name);
    tree.put("data", "imported");
    tree.set("architecture", Json.tree(architecture));
    tree.set("conditioning", Json.tree(conditioning(kind.classes(shapes))));
    return TrainingConfig.of(tree, file);
  }

  private static Conditioning conditioning(int classes) {
    return classes == 0
        ? Conditioning.none()
        : new Projection("class", IntStream.range(0, classes).mapToObj(String::valueOf).toList());
  }

  private static List<ParameterInfo> parameters(TrainingConfig config) {
    Architecture architecture = config.architecture();
    Conditioning conditioning = config.conditioning();
    return Network.describe(
            architecture.generator(conditioning),
            Shape.of(architecture.latent()),
            conditioning.toldGenerator(),
            1)
        .parameters();
  }

  private Map<String, Tensor> tensors(SafetensorsFile weights, List<ParameterInfo> wanted) {
    List<String> differences = new ArrayList<>();
    Set<String> unexpected = new TreeSet<>(weights.names());
    for (ParameterInfo info : wanted) {
      unexpected.remove(info.name());
      String expected = info.elementType(ElementType.F32) + info.shape().toString();
      if (!weights.contains(info.name())) {
        differences.add("missing " + info.name());
      } else if (!described(weights.entry(info.name())).equals(expected)) {
        differences.add(
            info.name()
                + " is "
                + described(weights.entry(info.name()))
                + " instead of "
                + expected);
      }
    }
    unexpected.forEach(name -> differences.add("unexpected " + name));
    if (!differences.isEmpty()) {
      throw unfit(wanted.size(), differences);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterInfo info : wanted) {
      TensorInfo stored = weights.entry(info.name());
      tensors.put(
          info.name(), Tensor.of(stored.type(), stored.shape(), weights.bytes(info.name())));
    }
    return tensors;
  }

  private static String described(TensorInfo info) {
    return info.type() + info.shape().toString();
  }

  private InputException unfit(int tensors, List<String> differences) {
    List<String> first = differences.subList(0, Math.min(MOST_LISTED, differences.size()));
    int more = differences.size() - first.size();
    return new InputException(
        "weights that do not fit the generator of " + kind.key(),
        file,
        tensors + " tensors of its names, shapes and types",
        String.join("; ", first) + (more > 0 ? "; and " + more + " more" : ""),
        "Convert the weights as docs/IMPORT.md shows, or give the sizes with --architecture");
  }
}
