package org.esgrima.torch;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.esgrima.io.ElementType;

/** Element types as libtorch names them. */
final class ElementTypes {
  private ElementTypes() {}

  static ScalarType toNative(ElementType type) {
    return switch (type) {
      case F64 -> ScalarType.Double;
      case F32 -> ScalarType.Float;
      case BF16 -> ScalarType.BFloat16;
      case I64 -> ScalarType.Long;
      case U8 -> ScalarType.Byte;
      case BOOL -> ScalarType.Bool;
    };
  }

  static ElementType fromNative(ScalarType type) {
    // Enums that come back from native calls are not the constants themselves: intern() first.
    return switch (type.intern()) {
      case Double -> ElementType.F64;
      case Float -> ElementType.F32;
      case BFloat16 -> ElementType.BF16;
      case Long -> ElementType.I64;
      case Byte -> ElementType.U8;
      case Bool -> ElementType.BOOL;
      default -> throw new IllegalArgumentException("element type not used by Esgrima: " + type);
    };
  }
}
