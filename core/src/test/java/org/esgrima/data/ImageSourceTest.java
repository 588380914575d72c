package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.esgrima.InputException;
import org.esgrima.data.image.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only folders or only archives can get wrong. */
class ImageSourceTest {
  @TempDir Path temporary;

  @Test
  void missingPathsAreNamed() {
    Path missing = temporary.resolve("nowhere");
    assertRefused(() -> ImageFolder.open(missing, 0, 0), "nowhere", "nothing there");
    assertRefused(() -> ImageZip.open(missing, 0, 0), "nowhere", "nothing there");
    assertRefused(() -> ImageZip.open(temporary, 0, 0), "a folder");
  }

  @Test
  void emptyFolderIsAnError() {
    assertRefused(() -> ImageFolder.open(temporary, 0, 0), temporary.toString(), "no images");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void brokenLinkToAnImageIsAnError() throws IOException {
    Files.write(temporary.resolve("a.png"), TestImages.png(8, 8, 1));
    Files.createSymbolicLink(temporary.resolve("b.png"), temporary.resolve("gone.png"));
    assertRefused(() -> ImageFolder.open(temporary, 0, 0), "1 of 2", "b.png");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void circleOfLinksIsAnError() throws IOException {
    Files.createDirectory(temporary.resolve("sub"));
    Files.createSymbolicLink(temporary.resolve("sub/up"), temporary);
    assertRefused(() -> ImageFolder.open(temporary, 0, 0), "links");
  }

  @Test
  void imageThatChangedItsSizeIsTold() throws IOException {
    Files.write(temporary.resolve("a.png"), TestImages.png(8, 8, 1));
    try (Dataset set = ImageFolder.open(temporary, 0, 0)) {
      Files.write(temporary.resolve("a.png"), TestImages.png(9, 9, 1));
      assertRefused(() -> set.read(0, ByteBuffer.allocate(192)), "a.png", "changed");
    }
  }

  @Test
  void fileThatIsNoArchiveOrCutIsRefused() throws IOException {
    Path zip = zip();
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(() -> ImageZip.open(zip, 0, 0), "set.zip", "complete ZIP");
    Files.writeString(zip, "hello");
    assertRefused(() -> ImageZip.open(zip, 0, 0), "set.zip", "complete ZIP");
  }

  @Test
  void entryWithWrongChecksumIsRefused() throws IOException {
    Path zip = zip();
    byte[] bytes = Files.readAllBytes(zip);
    // The checksum in the archive's directory stands 16 bytes behind its signature PK 1 2.
    for (int i = 0; i + 20 < bytes.length; i++) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
        bytes[i + 16] ^= 1;
      }
    }
    Files.write(zip, bytes);
    try (Dataset set = ImageZip.open(zip, 0, 0)) {
      assertRefused(
          () -> set.read(0, ByteBuffer.allocate(192)), "set.zip", "entry a.png", "checksum");
    }
  }

  private Path zip() throws IOException {
    return TestFiles.zip(temporary.resolve("set.zip"), Map.of("a.png", TestImages.png(8, 8, 1)));
  }

  private static void assertRefused(ThrowingCallable call, String... texts) {
    assertThatThrownBy(call)
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(texts)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
