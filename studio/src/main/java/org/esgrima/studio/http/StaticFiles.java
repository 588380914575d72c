package org.esgrima.studio.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Files of the page and of its libraries, from the class path: {@code /app.js} is {@code
 * web/app.js} beside the class given, {@code /webjars/uplot/dist/uPlot.esm.js} that file of the
 * library uplot, whatever its version. Files of a jar are read once and kept in memory.
 */
public final class StaticFiles {
  private static final Pattern NAME =
      Pattern.compile("(/[A-Za-z0-9_@-][A-Za-z0-9_@-]*(\\.[A-Za-z0-9_@-]+)*)+");
  private static final String WEBJARS = "/webjars/";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Class<?> base;
  private final Map<String, Answer> kept = new ConcurrentHashMap<>();
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /** Files in {@code web/} beside a class. */
  public StaticFiles(Class<?> base) {
    this.base = base;
  }

  /** The file at a path; {@code /} is {@code /index.html}. */
  public Optional<Answer> find(String path) throws IOException {
    String name = path.equals("/") ? "/index.html" : path;
    Answer before = kept.get(name);
    if (before != null) {
      return Optional.of(before);
    }
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    URL url = name.startsWith(WEBJARS) ? library(name) : base.getResource("web" + name);
    if (url == null) {
      return Optional.empty();
    }
    try (InputStream in = url.openStream()) {
      Answer answer = Answer.bytes(type, in.readAllBytes());
      if (url.getProtocol().equals("jar")) {
        kept.put(name, answer);
      }
      return Optional.of(answer);
    }
  }

  private URL library(String name) throws IOException {
    String[] parts = name.substring(WEBJARS.length()).split("/", 2);
    if (parts.length < 2) {
      return null;
    }
    String version = versions.get(parts[0]);
    if (version == null) {
      version = version(parts[0]);
      versions.put(parts[0], version);
    }
    ClassLoader loader = base.getClassLoader();
    return version.isEmpty()
        ? null
        : loader.getResource(
            "META-INF/resources" + WEBJARS + parts[0] + "/" + version + "/" + parts[1]);
  }

  // A library's jar says its version in the properties that Maven leaves there.
  private String version(String library) throws IOException {
    for (String group : new String[] {"org.webjars.npm", "org.webjars"}) {
      String file = "META-INF/maven/" + group + "/" + library + "/pom.properties";
      try (InputStream in = base.getClassLoader().getResourceAsStream(file)) {
        if (in != null) {
          Properties properties = new Properties();
          properties.load(in);
          return properties.getProperty("version", "");
        }
      }
    }
    return "";
  }
}
