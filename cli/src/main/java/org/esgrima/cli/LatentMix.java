package org.esgrima.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.esgrima.latent.LatentSpace;
import org.esgrima.latent.StyleMix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code esgrima latent mix}. */
@Command(
    name = "mix",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Coarse, middle or fine styles of one picture in another (style-based only).",
    optionListHeading = "%nOptions:%n")
final class LatentMix implements Callable<Integer> {
  @Mixin private LatentOptions options;

  @Option(
      names = "--rows",
      paramLabel = "LIST",
      description = "Pictures that take styles, by seed (0,1,2,3).")
  private String rows = "0,1,2,3";

  @Option(
      names = "--columns",
      paramLabel = "LIST",
      description = "Pictures that give styles, by seed (4,5,6,7,8).")
  private String columns = "4,5,6,7,8";

  @Option(
      names = "--layers",
      paramLabel = "WORD",
      description = "coarse, middle, fine, or layers such as 0-3 (coarse).")
  private String layers = "coarse";

  private final Terminal terminal;

  LatentMix(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    long[] taking = LatentOptions.seeds("--rows", rows, 1);
    long[] giving = LatentOptions.seeds("--columns", columns, 1);
    return options
        .in(LatentSpace.W)
        .with(
            Path.of("mixed.png"),
            map -> {
              StyleMix mix = StyleMix.of(map, layers);
              List<BufferedImage> pictures = mix.sheet(taking, giving);
              return options.write(pictures, giving.length + 1);
            },
            terminal);
  }
}
