package org.esgrima.metric;

import java.nio.file.Path;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.torch.Scope;
import org.esgrima.torch.ScriptModule;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.TorchException;

/**
 * A network from a TorchScript file of the user. Its {@code forward} is given colour images uint8
 * [N,3,H,W] in [0, 255] of their own size, gray ones by repetition, and returns [N,F]; it resizes
 * and normalises by itself. Where it has an argument {@code return_features}, that is set to true.
 *
 * <p>This is the convention of NVIDIA's {@code inception-2015-12-05.pt}, the Inception-v3 of Heusel
 * et al. 2017, which resizes to 299 × 299 inside and has 2,048 features.
 */
final class ScriptFeatures implements FeatureExtractor {
  private static final String FLAG = "return_features";
  private static final long PIECE = 50;

  private final Path file;
  private final String hash;
  private final ScriptModule module;
  private final String flag;

  private ScriptFeatures(Path file, String hash, ScriptModule module) {
    this.file = file;
    this.hash = hash;
    this.module = module;
    this.flag = module.takes(FLAG) ? FLAG : "";
  }

  static ScriptFeatures open(Path file, Shape sample) {
    if (sample.rank() != 3) {
      throw new InputException(
          "points have no picture", "--features", "points", file, "Leave --features out");
    }
    String hash = Sha256.ofFile(file, "a TorchScript file");
    try {
      return new ScriptFeatures(file, hash, ScriptModule.open(file));
    } catch (TorchException e) {
      throw new InputException(
          "not a feature network",
          file,
          "a TorchScript file with a method forward",
          firstWords(e),
          "Save it with torch.jit.save in PyTorch");
    }
  }

  private static String firstWords(TorchException e) {
    String text = String.valueOf(e.getMessage());
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end);
  }

  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public String sha256() {
    return hash;
  }

  @Override
  public String resizeRule() {
    return "inside the network";
  }

  @Override
  public boolean continuous() {
    return false;
  }

  @Override
  public Tensor features(Tensor images) {
    FeatureExtractors.requireImages(images, name());
    return FeatureExtractors.inPieces(images, PIECE, this::describe);
  }

  private Tensor describe(Tensor images) {
    try (Scope scope = Scope.open()) {
      long count = images.shape().size(0);
      Tensor found = module.forward(FeatureExtractors.colour(EightBit.of(images)), flag);
      if (found.shape().rank() != 2 || found.shape().size(0) != count) {
        throw unusable("a result " + found.shape());
      }
      return scope.keep(found.to(ElementType.F32).to(ElementType.F64));
    } catch (TorchException e) {
      throw unusable(firstWords(e));
    }
  }

  private InputException unusable(String got) {
    return new InputException(
        "the feature network does not work on these images",
        file,
        "forward of uint8 [N,3,H,W] in [0, 255] to [N,F]",
        got,
        "Wrap the network in a module that resizes and normalises, and save that");
  }

  @Override
  public void close() {
    module.close();
  }
}
