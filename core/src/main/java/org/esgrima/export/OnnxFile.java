package org.esgrima.export;

import static org.esgrima.export.WrittenOps.BATCH;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Conditions;
import org.esgrima.architecture.StyleBased;
import org.esgrima.architecture.Truncation;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.run.Build;
import org.esgrima.runtime.Generator;
import org.esgrima.runtime.GeneratorOptions;
import org.esgrima.runtime.GraphCut;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * A generator as an ONNX file: inputs {@code z} [N,Z], {@code c} [N,K] where it is told conditions,
 * {@code psi} [1] where its styles can be truncated; output {@code images} [N,C,H,W] or {@code
 * points} [N,2], float32. The styles of style-based generators are the value {@code w} [N,L,W].
 */
record OnnxFile(TrainedGenerator generator, ExportSettings settings) implements ExportedFile {
  private static final long IR_VERSION = 8; // the first of operator set 17

  /** In the forms that ONNX Runtime computes fastest on processors. */
  ModelProto model() {
    return model(false);
  }

  /** With every layer as it is described: WebAssembly gains nothing by other forms. */
  ModelProto asDescribed() {
    return model(true);
  }

  private ModelProto model(boolean asDescribed) {
    OnnxGraph graph = new OnnxGraph(generator.weights());
    Conditioning conditioning = generator.config().conditioning();
    Value z = graph.input("z", Shape.of(generator.architecture().latent()).batched(BATCH));
    int told = conditioning.toldGenerator();
    Optional<Value> c = told == 0 ? Optional.empty() : Optional.of(condition(graph, told));
    OnnxOps ops =
        new OnnxOps(graph, new OnnxTransposed(graph, asDescribed), c, settings.noiseAsInput());
    Value samples;
    if (generator.architecture() instanceof StyleBased gan) {
      Value styles = gan.mapping(conditioning, Truncation.NONE).forward(ops, z);
      Value w = graph.named("w", truncated(graph, styles));
      graph.describe(w);
      samples = gan.synthesis().forward(ops, w);
    } else {
      samples = generator.architecture().generator(conditioning).forward(ops, z);
    }
    String name = generator.makesImages() ? "images" : "points";
    String output =
        settings.pixels() ? OnnxPixels.output(graph, samples) : floats(graph, name, samples);
    return pruned(model(graph), output);
  }

  private static String floats(OnnxGraph graph, String name, Value samples) {
    Value output = graph.named(name, samples);
    graph.output(output);
    return output.name();
  }

  private Value condition(OnnxGraph graph, int told) {
    return settings.pixels()
        ? OnnxPixels.condition(graph, told)
        : graph.input("c", Shape.of(BATCH, told));
  }

  /** w′ = w̄ + ψ · (w − w̄), with ψ built in or as an input. */
  private Value truncated(OnnxGraph graph, Value w) {
    boolean asInput = settings.truncation().isEmpty();
    if (!asInput && settings.truncation().getAsDouble() == 1) {
      return w;
    }
    graph.floats("w_mean", Shape.of(1, w.shape().size(1), w.shape().size(2)), means());
    String psi =
        asInput
            ? graph.input("psi", Shape.of(1)).name()
            : graph.scalar(settings.truncation().getAsDouble());
    String away = graph.node("Sub", "truncation.away", List.of(w.name(), "w_mean"));
    String nearer = graph.node("Mul", "truncation.nearer", List.of(away, psi));
    return new Value(
        graph.node("Add", "truncation.truncated", List.of("w_mean", nearer)), w.shape());
  }

  /** The mean of the styles: what ψ = 0 makes of any latents. */
  private float[] means() {
    try (Scope scope = Scope.open()) {
      Tensor z = Tensor.zeros(ElementType.F32, Shape.of(1, generator.architecture().latent()));
      int[] any = {Conditions.ANY};
      return generator.styles(z, new long[] {0}, any, 0).to(ElementType.F32).toFloats();
    }
  }

  private ModelProto.Builder model(OnnxGraph graph) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("esgrima")
            .setProducerVersion(Build.version())
            .setDocString("The generator of " + generator.config().name() + ", made by Esgrima.")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxOps.OPSET))
            .setGraph(graph.builder());
    ExportMetadata.of(generator, settings)
        .forEach(
            (key, text) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
    return model;
  }

  /** Without nodes and tensors that lead nowhere. */
  private static ModelProto pruned(ModelProto.Builder model, String output) {
    List<String> inputs =
        model.getGraph().getInputList().stream().map(ValueInfoProto::getName).toList();
    List<ValueInfoProto> between = model.getGraph().getValueInfoList();
    ModelProto.Builder pruned = GraphCut.between(model.build(), inputs, output).toBuilder();
    pruned.getGraphBuilder().addAllValueInfo(between);
    return pruned.build();
  }

  @Override
  public void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      model().writeTo(out);
    }
  }

  @Override
  public float[] run(Path file, Probe probe) throws IOException {
    if (settings.pixels()) {
      return OnnxPixels.run(file, probe);
    }
    if (settings.noiseAsInput()) {
      return new NoisyRun(generator, probe).run(file);
    }
    double psi = settings.truncation().isPresent() ? 1 : probe.psi();
    try (Generator written = Generator.open(file, new GeneratorOptions(1, 32, 32))) {
      return written.ofLatents(probe.z(), probe.c(), psi).values();
    }
  }
}
