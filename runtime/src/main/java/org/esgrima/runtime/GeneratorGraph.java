package org.esgrima.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.runtime.OnnxModel.Values;

/**
 * The graph of a generator: from latents to samples in one piece or, where there are styles, in two
 * with the styles between them. For several threads at once.
 */
final class GeneratorGraph implements AutoCloseable {
  static final String LATENTS = "z";
  static final String CONDITION = "c";
  static final String PSI = "psi";
  static final String STYLES = "w";

  private final GeneratorInfo info;
  private final Optional<OnnxModel> mapping;
  private final OnnxModel samples;

  private GeneratorGraph(GeneratorInfo info, Optional<OnnxModel> mapping, OnnxModel samples) {
    this.info = info;
    this.mapping = mapping;
    this.samples = samples;
  }

  /** What is in a file. */
  static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The graph in a file.
   *
   * @param content of the file
   * @param file where it came from
   * @param threads of one call
   * @throws InputException if it is no generator of Esgrima
   */
  static GeneratorGraph of(byte[] content, Path file, int threads) {
    try {
      ModelProto model = ModelProto.parseFrom(content);
      Map<String, String> metadata =
          model.getMetadataPropsList().stream()
              .collect(
                  Collectors.toMap(
                      StringStringEntryProto::getKey,
                      StringStringEntryProto::getValue,
                      (first, second) -> first));
      GeneratorInfo info = GeneratorInfo.of(metadata, file);
      if (info.styles().isEmpty()) {
        return new GeneratorGraph(info, Optional.empty(), new OnnxModel(content, threads));
      }
      List<String> inputs =
          model.getGraph().getInputList().stream().map(ValueInfoProto::getName).toList();
      String output = model.getGraph().getOutput(0).getName();
      OnnxModel mapping =
          new OnnxModel(GraphCut.between(model, inputs, STYLES).toByteArray(), threads);
      byte[] rest = GraphCut.between(model, List.of(STYLES), output).toByteArray();
      return new GeneratorGraph(info, Optional.of(mapping), new OnnxModel(rest, threads));
    } catch (IOException | IllegalArgumentException | OrtException e) {
      throw unreadable(file, e);
    } catch (LinkageError e) {
      throw new InputException(
          "ONNX Runtime does not run here",
          System.getProperty("os.name") + " " + System.getProperty("os.arch"),
          "Linux or macOS on ARM, Linux or Windows on x86",
          e,
          "Use another machine, or the libtorch of esgrima-core",
          e);
    }
  }

  private static InputException unreadable(Path file, Exception e) {
    boolean missing = !Files.exists(file);
    return new InputException(
        missing ? "missing file" : "unreadable file",
        file,
        "an ONNX file that esgrima export wrote",
        missing ? "nothing of this name" : e.getMessage(),
        missing ? "Check the path" : "Export the run again",
        e);
  }

  GeneratorInfo info() {
    return info;
  }

  /** Styles [n, L · W] of latents, at the given ψ where the file leaves it open. */
  float[] styles(int n, float[] z, float[] c, float psi) {
    return mapping.orElseThrow().run(inputs(n, z, c, psi));
  }

  /** Samples of latents; only where there are no styles. */
  float[] ofLatents(int n, float[] z, float[] c) {
    return samples.run(inputs(n, z, c, 1));
  }

  /** Samples of styles. */
  float[] ofStyles(int n, float[] w) {
    List<Integer> shape = info.styles().orElseThrow();
    return samples.run(Map.of(STYLES, new Values(w, n, shape.get(0), shape.get(1))));
  }

  private Map<String, Values> inputs(int n, float[] z, float[] c, float psi) {
    Map<String, Values> inputs = new HashMap<>();
    inputs.put(LATENTS, new Values(z, n, info.latentSize()));
    if (info.conditionSize() > 0) {
      inputs.put(CONDITION, new Values(c, n, info.conditionSize()));
    }
    if (info.truncation()) {
      inputs.put(PSI, new Values(new float[] {psi}, 1));
    }
    return inputs;
  }

  @Override
  public void close() {
    mapping.ifPresent(OnnxModel::close);
    samples.close();
  }
}
