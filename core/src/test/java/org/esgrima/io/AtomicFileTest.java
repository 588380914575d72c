package org.esgrima.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void writesAndReplaces() throws IOException {
    Path target = directory.resolve("a.txt");
    AtomicFile.write(target, out -> out.write(text("one")));
    AtomicFile.writeChannel(target, file -> file.write(ByteBuffer.wrap(text("two"))));
    assertThat(target).hasContent("two");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void keepsTheOldFileUntilTheNewOneIsWhole() throws IOException {
    Path target = Files.writeString(directory.resolve("a.txt"), "old");
    AtomicFile.write(
        target,
        out -> {
          out.write(text("new"));
          out.flush();
          assertThat(target).hasContent("old");
        });
    assertThat(target).hasContent("new");
  }

  @Test
  void failureOfTheWriterLeavesNothingBehind() throws IOException {
    Path target = Files.writeString(directory.resolve("a.txt"), "old");
    RuntimeException failure = new IllegalStateException("from the writer");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(text("half"));
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(target).hasContent("old");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void fullDiskIsNamedAndLeavesNothingBehind() throws IOException {
    Path target = directory.resolve("a.txt");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(text("half"));
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.txt")
        .hasMessageContaining("full disk")
        .hasMessageContaining("Free some space");
    assertThat(names()).isEmpty();
  }

  @Test
  void missingDirectoryIsNamed() {
    assertThatThrownBy(() -> AtomicFile.write(directory.resolve("no/a.txt"), out -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no directory")
        .hasMessageContaining("Create the directory");
  }

  @Test
  void directoryAsTargetIsRefused() throws IOException {
    Path target = Files.createDirectory(directory.resolve("a"));
    assertThatThrownBy(() -> AtomicFile.write(target, out -> out.write(1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a directory of this name");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void readOnlyDirectoryIsNamed() throws IOException {
    Path locked = Files.createDirectory(directory.resolve("locked"));
    assertThat(locked.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(locked), "this user may write everywhere");
    assertThatThrownBy(() -> AtomicFile.write(locked.resolve("a"), out -> out.write(1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no permission to write");
  }

  @Test
  void causesBecomeRemedies() {
    Path target = directory.resolve("a.txt");
    assertThat(AtomicFile.cannotWrite(target, new IOException("Read-only file system")))
        .hasMessageContaining("a read-only file system")
        .hasMessageContaining("Write to another directory");
    assertThat(AtomicFile.cannotWrite(target, new IOException("Disk quota exceeded")))
        .hasMessageContaining("quota");
    assertThat(AtomicFile.cannotWrite(target, new IOException("a.txt (Permission denied)")))
        .hasMessageContaining("no permission");
    assertThat(AtomicFile.cannotWrite(target, new IOException("a\nb")).getMessage())
        .contains("IOException (a b)");
  }

  @Test
  void symbolicLinkIsFollowed() throws IOException {
    Path real = Files.writeString(directory.resolve("real"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    AtomicFile.write(link, out -> out.write(text("new")));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(real).hasContent("new");
  }

  @Test
  void existingOutputIsRefusedOnRequest() throws IOException {
    Path target = directory.resolve("a.txt");
    AtomicFile.requireAbsent(target);
    Files.writeString(target, "mine");
    assertThatThrownBy(() -> AtomicFile.requireAbsent(target))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("output exists")
        .hasMessageContaining("a.txt");
    assertThat(target).hasContent("mine");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
