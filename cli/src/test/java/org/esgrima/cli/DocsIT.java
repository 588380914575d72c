package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation keeps its word: its commands run, its programs compile, its links lead on. */
class DocsIT {
  private static final long PATIENCE_SECONDS = 600;
  private static final long FIRST_RESUMED_LIMIT = 5;
  private static final int LAST_WORDS = 3000;
  // Numbers of captions that a person fills in after the real run.
  private static final Pattern PLACEHOLDER = Pattern.compile("@@\\w+@@");

  @TempDir Path directory;

  @Test
  void everyCommandRuns() throws Exception {
    List<String> lines = new ArrayList<>();
    List<List<String>> done = new ArrayList<>();
    long limit = FIRST_RESUMED_LIMIT;
    for (DocPage page : DocPage.all()) {
      if (page.toString().equals("README.pt-BR.md")) {
        continue; // has the same commands as README.md: see below
      }
      for (List<String> words : page.commands()) {
        if (!done.contains(words)) {
          lines.add(String.join(ManyCommands.SEPARATOR, ShortCommand.of(words, limit++)));
          done.add(words);
        }
      }
    }
    assertThat(lines).as("commands in the documentation").hasSizeGreaterThan(20);
    DocStandIns.write(directory);
    assertThat(output(lines)).endsWith("all " + lines.size() + " commands ran\n");
  }

  private String output(List<String> lines) throws Exception {
    Path commands = Files.write(directory.resolve("commands.txt"), lines);
    Path output = directory.resolve("output.txt");
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    java.addAll(List.of("-Djava.awt.headless=true", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
    java.addAll(List.of("-cp", System.getProperty("java.class.path")));
    java.addAll(List.of(ManyCommands.class.getName(), commands.toString()));
    ProcessBuilder builder = new ProcessBuilder(java).directory(directory.toFile());
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    // The last words say what failed.
    return text.substring(Math.max(0, text.length() - LAST_WORDS));
  }

  @Test
  void bothFrontPagesHaveTheSameCommands() throws Exception {
    assertThat(DocPage.of("README.pt-BR.md").commands())
        .isEqualTo(DocPage.of("README.md").commands());
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() throws Exception {
    List<String> broken = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      for (String link : page.relativeLinks()) {
        String[] parts = link.split("#", 2);
        Path target =
            parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
        boolean leads =
            Files.exists(target)
                && (parts.length == 1
                    || new DocPage(target, Files.readString(target)).anchors().contains(parts[1]));
        if (!leads) {
          broken.add(page + " → " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void noPlaceholderIsLeft() throws Exception {
    List<String> left = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      PLACEHOLDER.matcher(page.text()).results().forEach(m -> left.add(page + ": " + m.group()));
    }
    assertThat(left).isEmpty();
  }

  @Test
  void everyJavaProgramCompiles() throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    for (DocPage page : DocPage.all()) {
      for (String program : page.blocks("java")) {
        StringWriter messages = new StringWriter();
        List<String> options =
            List.of(
                "-d",
                directory.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none");
        boolean compiles =
            compiler.getTask(messages, null, null, options, null, List.of(source(program))).call();
        assertThat(compiles).as("%s: %s", page, messages).isTrue();
      }
    }
  }

  private static JavaFileObject source(String program) {
    return new SimpleJavaFileObject(
        URI.create("string:///Hello.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return program;
      }
    };
  }
}
