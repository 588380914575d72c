package org.esgrima.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 hexadecimal digits: names of contents. */
public final class Sha256 {
  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest;

  /** A digest of nothing yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds the remaining bytes, and leaves the buffer's position alone. */
  public void update(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
  }

  /** The digest of everything added; the next one begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of these bytes. */
  public static String of(byte[] content) {
    Sha256 sha256 = new Sha256();
    sha256.update(ByteBuffer.wrap(content));
    return sha256.hex();
  }

  /** The digest of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The digest of a file.
   *
   * @param kind what the file should be, for the message: {@code a checkpoint}
   * @throws org.esgrima.InputException if it cannot be read
   */
  public static String ofFile(Path file, String kind) {
    Sha256 sha256 = new Sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read; (read = in.read(buffer)) >= 0; ) {
        sha256.digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw UnreadableFile.of(file, kind, e);
    }
    return sha256.hex();
  }
}
