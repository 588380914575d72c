package org.esgrima.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.runtime.OnnxModel;
import org.esgrima.runtime.OnnxModel.Values;
import org.esgrima.torch.NamedTensors;

/** Runs an ONNX file whose noise is given, with the network's own. */
record NoisyRun(TrainedGenerator generator, Probe probe) {
  float[] run(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Map<String, Values> inputs = new HashMap<>();
    for (ValueInfoProto input : ModelProto.parseFrom(content).getGraph().getInputList()) {
      inputs.put(input.getName(), values(input));
    }
    try (OnnxModel model = new OnnxModel(content, 1)) {
      return model.run(inputs);
    } catch (OrtException e) {
      throw new IOException(e);
    }
  }

  private Values values(ValueInfoProto input) {
    return switch (input.getName()) {
      case "z" -> Probe.values(probe.z());
      case "c" -> Probe.values(probe.c());
      case "psi" -> new Values(new float[] {(float) probe.psi()}, 1);
      default -> {
        NamedTensors weights = generator.weights();
        String name = input.getName();
        String noise = weights.contains(name) ? name : name + "_const"; // StyleGAN2 calls it so
        long[] sizes =
            input.getType().getTensorType().getShape().getDimList().stream()
                .mapToLong(dimension -> dimension.getDimValue())
                .toArray();
        yield new Values(weights.get(noise).toFloats(), sizes);
      }
    };
  }
}
