package org.esgrima.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which Esgrima this is. The version comes from the jar's manifest and the commit from the optional
 * resource {@code /org/esgrima/build.properties} (key {@code commit}); classes that were never
 * packed know neither, and both are then {@code unknown}.
 */
public final class Build {
  private static final String UNKNOWN = "unknown";

  private Build() {}

  /** The version, for example {@code 0.1.0}. */
  public static String version() {
    String version = Build.class.getPackage().getImplementationVersion();
    return version == null ? UNKNOWN : version;
  }

  /** The git commit that this build was made of. */
  public static String commit() {
    return property("/org/esgrima/build.properties", "commit");
  }

  /** The version of the JavaCPP presets for PyTorch; it begins with that of libtorch. */
  public static String libtorch() {
    return property("/META-INF/maven/org.bytedeco/pytorch/pom.properties", "version");
  }

  private static String property(String resource, String key) {
    try (InputStream in = Build.class.getResourceAsStream(resource)) {
      if (in == null) {
        return UNKNOWN;
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty(key, UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + resource, e);
    }
  }
}
