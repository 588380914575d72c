package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Summary;
import org.junit.jupiter.api.Test;

/** Networks of published sizes have the published numbers of parameters; nothing is allocated. */
class PublishedSizesTest {
  private static Architecture of(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "test"), Architecture.class, "test");
  }

  private static long generator(Architecture a) {
    return Summary.of("G", a.generator(), Shape.of(a.latent()), 0).parameters();
  }

  private static long discriminator(Architecture a) {
    return Summary.of("D", a.discriminator(), a.sampleShape(), 0).parameters();
  }

  /** The listing that stylegan2-ada-pytorch prints for 1024 pixels, configuration of the paper. */
  @Test
  void styleGan2AtTheFullResolutionOfItsFaces() {
    Architecture published = of("{type: stylegan2, resolution: 1024, channels: 3}");
    assertThat(generator(published)).isEqualTo(30_370_060);
    assertThat(discriminator(published)).isEqualTo(29_012_513);
  }

  /** Huang et al. 2024, arXiv 2501.05441, table 2, in millions: 23.058 and 23.010. */
  @Test
  void r3GanOnFaces() {
    Architecture published = of("{type: r3gan, resolution: 256, channels: 3}");
    assertThat(Math.round(generator(published) / 1e3)).isEqualTo(23_058);
    assertThat(Math.round(discriminator(published) / 1e3)).isEqualTo(23_010);
  }
}
