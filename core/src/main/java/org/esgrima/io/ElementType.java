package org.esgrima.io;

/** The number formats that Esgrima stores, under the names of the safetensors format. */
public enum ElementType {
  /** 64-bit IEEE 754 floating point. */
  F64(8),
  /** 32-bit IEEE 754 floating point. */
  F32(4),
  /** 16-bit brain floating point: the upper half of an {@link #F32}. */
  BF16(2),
  /** Signed 64-bit integer. */
  I64(8),
  /** Unsigned 8-bit integer. */
  U8(1),
  /** One byte, 0 or 1. */
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }
}
