package org.esgrima.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.LatentCodes;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.run.Build;
import org.esgrima.run.Provenance;
import org.esgrima.run.RunDirectory;
import org.esgrima.runtime.GeneratorInfo;

/** What an exported file says about its generator, as text by key; see {@code docs/EXPORT.md}. */
final class ExportMetadata {
  private ExportMetadata() {}

  static Map<String, String> of(TrainedGenerator generator, ExportSettings settings) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("esgrima-format", String.valueOf(GeneratorInfo.FORMAT));
    metadata.put("esgrima-version", Build.version());
    metadata.put("esgrima-commit", Build.commit());
    metadata.put("license", settings.license());
    Conditioning conditioning = generator.config().conditioning();
    metadata.put("architecture", Json.tree(generator.architecture()).path("type").asText());
    metadata.put("architecture-settings", Json.json(generator.architecture()));
    metadata.put("latent-size", String.valueOf(generator.architecture().latent()));
    metadata.put("latent-distribution", generator.latents().name().toLowerCase(Locale.ROOT));
    boolean doubles = generator.config().precision().elementType() == ElementType.F64;
    metadata.put("latent-type", doubles ? "float64" : "float32");
    metadata.put("sample-shape", sizes(generator.sampleShape()));
    metadata.put("sample-range", range(generator, settings));
    metadata.put("conditioning", Json.tree(conditioning).path("type").asText());
    List<String> classes = conditioning.classes();
    if (!classes.isEmpty()) {
      metadata.put(
          "classes",
          classes.stream().map(name -> name.replace('\n', ' ')).collect(Collectors.joining("\n")));
    }
    if (!conditioning.frequencies().isEmpty()) {
      metadata.put("class-frequencies", joined(conditioning.frequencies().stream()));
    }
    if (conditioning instanceof LatentCodes codes) {
      metadata.put("condition-codes", String.valueOf(codes.continuous()));
    }
    if (generator.hasStyles()) {
      metadata.put("style-shape", sizes(generator.styleShape()));
      metadata.put("truncation", settings.truncationText());
      metadata.put("noise", settings.noiseAsInput() ? "input" : "constant");
    }
    provenance(generator, metadata);
    return metadata;
  }

  private static String range(TrainedGenerator generator, ExportSettings settings) {
    if (settings.pixels()) {
      return GeneratorInfo.PIXELS;
    }
    return generator.makesImages() ? "-1 1" : "unlimited";
  }

  private static void provenance(TrainedGenerator generator, Map<String, String> metadata) {
    metadata.put("run", generator.config().name());
    metadata.put("step", String.valueOf(generator.step()));
    metadata.put("training-seed", String.valueOf(generator.config().seed()));
    metadata.put("data", generator.config().data());
    metadata.put("checkpoint-sha256", Sha256.ofFile(generator.checkpoint(), "a checkpoint"));
    Path directory = generator.checkpoint().toAbsolutePath().getParent().getParent();
    if (directory != null && Files.exists(directory.resolve("provenance.json"))) {
      Provenance provenance = RunDirectory.open(directory).readProvenance();
      metadata.put("data-fingerprint", provenance.dataFingerprint());
      metadata.put("trained-with", provenance.esgrimaVersion());
      metadata.put("trained-at", provenance.startTime());
    }
  }

  private static String sizes(Shape shape) {
    return joined(LongStream.of(shape.sizes()).boxed());
  }

  private static String joined(Stream<Long> numbers) {
    return numbers.map(String::valueOf).collect(Collectors.joining(" "));
  }
}
