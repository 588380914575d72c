package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.io.ElementType;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of stylegan2-ada-pytorch, without and with classes, number by number. */
@ExtendWith(NoLeaks.class)
class StyleGan2GoldenTest {
  private static final Pattern TRUNCATED = Pattern.compile("ws\\.psi([\\d.]+)(?:_cutoff(\\d+))?");

  static Stream<Arguments> cases() {
    return Stream.of("stylegan2/uncond", "stylegan2/cond")
        .flatMap(
            name -> Stream.of(ElementType.F64, ElementType.F32).map(t -> Arguments.of(name, t)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mapsLikeTheReference(String name, ElementType type) {
    try (Scope scope = Scope.open();
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      Tensor ws = the.mapping(Truncation.NONE).forward(the.z(), the.condition);
      the.golden.assertClose(ws, "ws");
      int truncated = 0;
      for (String expected : the.golden.names()) {
        Matcher matcher = TRUNCATED.matcher(expected);
        if (matcher.matches()) {
          double psi = Double.parseDouble(matcher.group(1));
          Truncation truncation =
              matcher.group(2) == null
                  ? new Truncation(psi)
                  : new Truncation(psi, Integer.parseInt(matcher.group(2)));
          Tensor styles = the.mapping(truncation).forward(the.z(), the.condition);
          the.golden.assertClose(styles, expected);
          truncated++;
        }
      }
      assertThat(truncated).isGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainingMovesTheMeanStyleLikeTheReference(String name, ElementType type) {
    try (Scope scope = Scope.open();
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      the.mapping(Truncation.NONE).training(true).forward(the.z(), the.condition);
      the.golden.assertClose(the.generator.state().get("mapping.w_avg"), "w_avg.after");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void generatesLikeTheReference(String name, ElementType type) {
    try (Scope scope = Scope.open();
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      Tensor images = the.generator.forward(the.z(), the.condition);
      the.golden.assertClose(images, "img.const");
      the.golden.assertClose(images, "img.const.nonfused");
      StyleGan2 silent = the.gan.with(SynthesisNoise.NONE);
      the.golden.assertClose(
          the.view(silent, Truncation.NONE).forward(the.z(), the.condition), "img.none");
      for (String expected : the.golden.names()) {
        if (expected.matches("img\\.psi[\\d.]+\\.const")) {
          double psi = Double.parseDouble(expected.replaceAll("img\\.psi|\\.const", ""));
          Network view = the.view(the.gan, new Truncation(psi));
          the.golden.assertClose(view.forward(the.z(), the.condition), expected);
        }
      }
      StyleGan2 clamped = StyleGan2Case.clamped(the.gan, 1);
      the.golden.assertClose(
          the.view(clamped, Truncation.NONE).forward(the.z(), the.condition), "clamp1.img.const");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mixesStylesLikeTheReference(String name, ElementType type) {
    try (Scope scope = Scope.open();
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      long cutoff = the.golden.config().path("cutoff").longValue();
      Network mapping = the.mapping(Truncation.NONE);
      Tensor coarse = mapping.forward(the.z(), the.condition);
      Tensor fine = mapping.forward(the.golden.tensor("z2", type), the.condition);
      Tensor mixed =
          Tensor.concat(
              List.of(
                  coarse.narrow(1, 0, cutoff),
                  fine.narrow(1, cutoff, the.gan.styleCount() - cutoff)),
              1);
      the.golden.assertClose(mixed, "mix.ws");
      the.golden.assertClose(the.synthesis().forward(mixed), "mix.img");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void judgesLikeTheReference(String name, ElementType type) {
    try (Scope scope = Scope.open();
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      Tensor real = the.golden.tensor("real", type);
      the.assertLogits(the.discriminator.forward(real, the.condition), "D.real");
      Tensor fake = the.generator.forward(the.z(), the.condition);
      the.assertLogits(the.discriminator.forward(fake, the.condition), "D.fake");
      Layer clamped = the.discriminator(StyleGan2Case.clamped(the.gan, 1));
      try (Network view =
          Network.over(
              clamped,
              the.gan.sampleShape(),
              the.conditioning.toldDiscriminator(),
              type,
              the.discriminator.state())) {
        the.assertLogits(view.forward(real, the.condition), "clamp1.D.real");
      }
    }
  }
}
