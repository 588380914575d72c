package org.esgrima.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esgrima.architecture.Conditioning;
import org.esgrima.io.ElementType;
import org.esgrima.io.Safetensors;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.io.TensorInfo;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.nn.Network;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The averaged weights of a generator under their own names, with metadata. */
record WeightsFile(TrainedGenerator generator, ExportSettings settings) implements ExportedFile {
  @Override
  public void write(Path file) {
    List<Safetensors.Source> sources = new ArrayList<>();
    generator
        .weights()
        .asMap()
        .forEach(
            (name, tensor) ->
                sources.add(
                    new Safetensors.Source(
                        name,
                        tensor.elementType(),
                        tensor.shape(),
                        out -> out.write(tensor.toBytes()))));
    Safetensors.write(file, ExportMetadata.of(generator, settings), sources);
  }

  @Override
  public float[] run(Path file, Probe probe) {
    Conditioning conditioning = generator.config().conditioning();
    Shape latent = Shape.of(generator.architecture().latent());
    int told = conditioning.toldGenerator();
    ElementType type = generator.config().precision().elementType();
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad();
        NamedTensors read = read(file);
        Network network =
            Network.over(
                generator.architecture().generator(conditioning), latent, told, type, read)) {
      Optional<Tensor> c = told == 0 ? Optional.empty() : Optional.of(probe.conditions().to(type));
      return network.training(false).forward(probe.latents().to(type), c).toFloats();
    }
  }

  private static NamedTensors read(Path file) {
    NamedTensors tensors = new NamedTensors();
    try (SafetensorsFile weights = SafetensorsFile.open(file)) {
      for (String name : weights.names()) {
        TensorInfo info = weights.entry(name);
        tensors.put(name, Tensor.of(info.type(), info.shape(), weights.bytes(name)));
      }
    }
    return tensors;
  }
}
