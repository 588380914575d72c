package org.esgrima.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries are unpacked once, whole, and only where there are some. */
class OnnxLibrariesTest {
  private static final String PLATFORM = "linux-x64"; // in the jar, whatever runs this test

  @TempDir Path cache;

  @Test
  void areUnpackedOnce() throws IOException {
    Path directory = OnnxLibraries.kept(cache, PLATFORM, "lib%s.so").orElseThrow();
    Path library = directory.resolve("libonnxruntime.so");
    Object first = Files.getAttribute(library, "lastModifiedTime");
    byte[] magic = Files.readAllBytes(library);

    assertThat(OnnxLibraries.kept(cache, PLATFORM, "lib%s.so")).contains(directory);
    assertThat(Files.getAttribute(library, "lastModifiedTime")).isEqualTo(first);
    assertThat(magic).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(names(directory))
        .containsExactlyInAnyOrder("libonnxruntime.so", "libonnxruntime4j_jni.so");
  }

  @Test
  void areUnpackedAgainWhereTheyAreNotWhole() throws IOException {
    Path directory = OnnxLibraries.kept(cache, PLATFORM, "lib%s.so").orElseThrow();
    Path library = directory.resolve("libonnxruntime4j_jni.so");
    byte[] whole = Files.readAllBytes(library);
    Files.write(library, new byte[] {1, 2, 3});

    OnnxLibraries.kept(cache, PLATFORM, "lib%s.so");

    assertThat(Files.readAllBytes(library)).isEqualTo(whole);
    assertThat(names(directory)).hasSize(2);
  }

  @Test
  void areLeftToOnnxRuntimeWhereTheyCannotBeKept() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "no directory");

    assertThat(OnnxLibraries.kept(file, PLATFORM, "lib%s.so")).isEmpty();
    assertThat(OnnxLibraries.kept(cache, "plan9-vax", "lib%s.so")).isEmpty();
    assertThat(OnnxLibraries.kept(Path.of("no-home"), PLATFORM, "lib%s.so")).isEmpty();
    assertThat(Path.of("no-home")).doesNotExist();
    assertThat(names(cache)).containsExactly("file");
  }

  @Test
  void areMissedByNameWhereTheUserLooksForThem() throws IOException {
    Path directory = OnnxLibraries.kept(cache, PLATFORM, "lib%s.so").orElseThrow();
    OnnxLibraries.require(directory, "lib%s.so");
    Files.delete(directory.resolve("libonnxruntime4j_jni.so"));
    assertThatThrownBy(() -> OnnxLibraries.require(directory, "lib%s.so"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a directory with libonnxruntime4j_jni.so")
        .hasMessageContaining(directory.toString());
    String skip = "onnxruntime.native.onnxruntime4j_jni.skip";
    System.setProperty(skip, "true");
    try {
      OnnxLibraries.require(directory, "lib%s.so");
    } finally {
      System.clearProperty(skip);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
