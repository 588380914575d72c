/**
 * A trained generator inside any Java program, through ONNX Runtime and without libtorch. Read
 * {@link org.esgrima.runtime.Generator} first.
 */
package org.esgrima.runtime;
