package org.esgrima.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.io.Json;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.runtime.GraphCut;
import org.esgrima.runtime.OnnxModel;
import org.esgrima.runtime.OnnxModel.Values;

/**
 * A generator as one page that needs no other file and no network: ONNX Runtime for the web and the
 * generator's graph stand in it, compressed. Style-based generators stand in two parts, with the
 * styles between them.
 */
record HtmlFile(TrainedGenerator generator, ExportSettings settings) implements ExportedFile {
  private static final String MAPPING = "model-mapping";
  private static final String SAMPLES = "model-samples";

  @Override
  public void write(Path file) throws IOException {
    ModelProto model = new OnnxFile(generator, settings).asDescribed();
    WebRuntime runtime = WebRuntime.of(model);
    Map<String, String> parts = new HashMap<>();
    parts.put("title", WebPage.escape(generator.config().name()));
    parts.put("style", WebPage.text("page.css"));
    parts.put("script", WebPage.texts("seeds.js", "model.js", "words.js", "backend.js", "page.js"));
    parts.put("facts", Json.json(facts(runtime)).replace("<", "\\u003c"));
    parts.put("runtime-script", runtime.script());
    parts.put("runtime-loader", runtime.loader());
    parts.put("runtime-binary", runtime.binary());
    parts.put(MAPPING, generator.hasStyles() ? WebPage.packed(mapping(model)) : "");
    parts.put(SAMPLES, WebPage.packed(samples(model)));
    Files.writeString(file, WebPage.filled(WebPage.text("page.html"), parts));
  }

  private static byte[] mapping(ModelProto model) {
    List<String> inputs =
        model.getGraph().getInputList().stream().map(ValueInfoProto::getName).toList();
    return GraphCut.between(model, inputs, "w").toByteArray();
  }

  private byte[] samples(ModelProto model) {
    String output = model.getGraph().getOutput(0).getName();
    return generator.hasStyles()
        ? GraphCut.between(model, List.of("w"), output).toByteArray()
        : model.toByteArray();
  }

  private Map<String, Object> facts(WebRuntime runtime) {
    Map<String, String> metadata = ExportMetadata.of(generator, settings);
    boolean styled = generator.hasStyles();
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String key : List.of("run", "step", "data", "license", "architecture")) {
      facts.put(key, metadata.get(key));
    }
    facts.put("version", metadata.get("esgrima-version"));
    facts.put("runtime", runtime.version());
    facts.put("webgpu", runtime == WebRuntime.WEBGPU);
    facts.put("shape", generator.sampleShape().sizes());
    facts.put("latentSize", generator.architecture().latent());
    facts.put("latents", metadata.get("latent-distribution"));
    facts.put("doubles", metadata.get("latent-type").equals("float64"));
    List<String> classes = generator.classes();
    facts.put("classes", classes);
    facts.put("frequencies", generator.config().conditioning().frequencies());
    facts.put("codes", generator.config().conditioning().toldGenerator() - classes.size());
    facts.put("styles", styled ? generator.styleShape().sizes() : null);
    facts.put("styleSize", styled ? generator.styleShape().elements() : 0);
    facts.put("truncation", styled && settings.truncation().isEmpty());
    return facts;
  }

  @Override
  public float[] run(Path file, Probe probe) throws IOException {
    String page = Files.readString(file, StandardCharsets.UTF_8);
    Map<String, Values> inputs = new HashMap<>();
    inputs.put("z", Probe.values(probe.z()));
    if (probe.c()[0].length > 0) {
      inputs.put("c", Probe.values(probe.c()));
    }
    if (!generator.hasStyles()) {
      return run(page, SAMPLES, inputs);
    }
    if (settings.truncation().isEmpty()) {
      inputs.put("psi", new Values(new float[] {(float) probe.psi()}, 1));
    }
    long[] styles = generator.styleShape().batched(probe.z().length).sizes();
    return run(page, SAMPLES, Map.of("w", new Values(run(page, MAPPING, inputs), styles)));
  }

  private static float[] run(String page, String part, Map<String, Values> inputs)
      throws IOException {
    try (OnnxModel model = new OnnxModel(WebPage.unpacked(page, part), 1)) {
      return model.run(inputs);
    } catch (OrtException e) {
      throw new IOException(e);
    }
  }
}
