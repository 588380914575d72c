package org.esgrima.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which Esgrima this is, read from the resource {@code /org/esgrima/build.properties} that the
 * Maven build writes; what a build without git cannot know is {@code unknown}.
 */
public final class Build {
  private static final String RESOURCE = "/org/esgrima/build.properties";
  private static final String UNKNOWN = "unknown";

  private Build() {}

  /** The version, for example {@code 0.1.0}. */
  public static String version() {
    return property(RESOURCE, "git.build.version");
  }

  /** The git commit that this build was made of, with {@code -dirty} if files had been changed. */
  public static String commit() {
    boolean dirty = property(RESOURCE, "git.dirty").equals("true");
    return property(RESOURCE, "git.commit.id.full") + (dirty ? "-dirty" : "");
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
