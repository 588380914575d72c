package org.esgrima.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.io.Safetensors.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads every file of the golden directory and writes it again: byte for byte the same data. */
class SafetensorsGoldenTest {
  private static final Path GOLDEN = Path.of(System.getProperty("esgrima.golden", "absent"));

  @TempDir Path directory;

  @Test
  void filesOfTheReferenceWriterAreReadAndRewritten() throws IOException {
    assumeTrue(Files.isDirectory(GOLDEN), "no golden directory at " + GOLDEN);
    List<Path> files;
    try (var walk = Files.walk(GOLDEN)) {
      files =
          walk.filter(path -> path.toString().endsWith(".safetensors"))
              .filter(path -> path.toFile().length() < 4 << 20)
              .toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      try (SafetensorsFile golden = SafetensorsFile.open(file)) {
        assertThat(golden.names()).as("%s", file).isNotEmpty();
        rewriteAndCompare(golden);
      }
    }
  }

  private void rewriteAndCompare(SafetensorsFile golden) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String name : golden.names()) {
      TensorInfo info = golden.entry(name);
      sources.add(Source.of(name, info.type(), info.shape(), golden.bytes(name)));
    }
    Path copy = directory.resolve("copy.safetensors");
    Safetensors.write(copy, golden.metadata(), sources);
    assertThat(copy).hasSameBinaryContentAs(golden.path());
  }
}
