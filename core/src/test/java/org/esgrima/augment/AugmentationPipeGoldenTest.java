package org.esgrima.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every transform, and combinations of them, at fixed quantiles against StyleGAN2-ADA. */
@ExtendWith(NoLeaks.class)
class AugmentationPipeGoldenTest {
  /** The reference's names; its second rotation is switched off at fixed quantiles. */
  private static final Map<String, Transform> TRANSFORMS =
      Map.ofEntries(
          Map.entry("xflip", Transform.X_FLIP),
          Map.entry("rotate90", Transform.QUARTER_TURN),
          Map.entry("xint", Transform.INTEGER_TRANSLATION),
          Map.entry("scale", Transform.ISOTROPIC_SCALING),
          Map.entry("rotate", Transform.PRE_ROTATION),
          Map.entry("aniso", Transform.ANISOTROPIC_SCALING),
          Map.entry("xfrac", Transform.FRACTIONAL_TRANSLATION),
          Map.entry("brightness", Transform.BRIGHTNESS),
          Map.entry("contrast", Transform.CONTRAST),
          Map.entry("lumaflip", Transform.LUMA_FLIP),
          Map.entry("hue", Transform.HUE),
          Map.entry("saturation", Transform.SATURATION),
          Map.entry("imgfilter", Transform.FILTERING),
          Map.entry("noise", Transform.NOISE),
          Map.entry("cutout", Transform.CUTOUT));

  private static final Map<String, String> AMOUNTS =
      Map.ofEntries(
          Map.entry("xint_max", "integer-translation"),
          Map.entry("scale_std", "isotropic-scaling"),
          Map.entry("rotate_max", "rotation"),
          Map.entry("aniso_std", "anisotropic-scaling"),
          Map.entry("xfrac_std", "fractional-translation"),
          Map.entry("brightness_std", "brightness"),
          Map.entry("contrast_std", "contrast"),
          Map.entry("hue_max", "hue"),
          Map.entry("saturation_std", "saturation"),
          Map.entry("imgfilter_bands", "bands"),
          Map.entry("imgfilter_std", "filtering"),
          Map.entry("noise_std", "noise"),
          Map.entry("cutout_size", "cutout"));

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void everyRunIsThatOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("augment/pipe");
        Scope scope = Scope.open()) {
      JsonNode runs = golden.config().path("runs");
      assertThat(runs).isNotEmpty();
      Tensor x = golden.tensor("x", type);
      Tensor noise = golden.tensor("noise_randn", type);
      for (Map.Entry<String, JsonNode> named : runs.properties()) {
        JsonNode run = named.getValue();
        Tensor images = run.path("gray").asBoolean() ? x.narrow(1, 0, 1) : x;
        Tensor y =
            pipe(golden.config().path("defaults"), run)
                .apply(images, 1, new FixedDraws(run.path("pct").doubleValue(), noise));
        golden.assertClose(y, "y." + named.getKey());
      }
    }
  }

  private static AugmentationPipe pipe(JsonNode defaults, JsonNode run) {
    Set<Transform> transforms = EnumSet.noneOf(Transform.class);
    run.path("ops").forEach(op -> transforms.add(TRANSFORMS.get(op.textValue())));
    ObjectNode amounts = (ObjectNode) Json.parseJson("{}", "amounts");
    defaults.properties().forEach(e -> amounts.set(AMOUNTS.get(e.getKey()), e.getValue()));
    run.path("kw").properties().forEach(e -> amounts.set(AMOUNTS.get(e.getKey()), e.getValue()));
    return new AugmentationPipe(transforms, Json.bind(amounts, Amounts.class, "amounts"));
  }

  @Test
  void thePublishedAmountsAreTheReferencesDefaults() {
    try (Golden golden = Golden.open("augment/pipe")) {
      assertThat(pipe(golden.config().path("defaults"), golden.config()).amounts())
          .isEqualTo(Amounts.PUBLISHED);
    }
  }

  @Test
  void filtersAreThoseOfTheReference() {
    try (Golden golden = Golden.open("augment/pipe")) {
      golden.assertClose(Wavelet.taps(), "Hz_geom", ElementType.F64);
      int longest = FrequencyBands.taps(0).length;
      double[] bands = new double[FrequencyBands.COUNT * longest];
      for (int band = 0; band < FrequencyBands.COUNT; band++) {
        double[] taps = FrequencyBands.taps(band);
        int first = band * longest + (longest - taps.length) / 2;
        System.arraycopy(taps, 0, bands, first, taps.length);
      }
      golden.assertClose(bands, "Hz_fbank", ElementType.F64);
    }
  }

  @Test
  void theQuantilesOfThisTestAreRight() {
    try (Golden golden = Golden.open("augment/pipe")) {
      double[] inputs = golden.values("erfinv_in");
      double[] results = new double[inputs.length];
      for (int i = 0; i < inputs.length; i++) {
        results[i] = FixedDraws.inverseErf(inputs[i]);
      }
      golden.assertClose(results, "erfinv", ElementType.F64);
    }
  }
}
