/**
 * The engine: a small face over libtorch, and the only code that names {@code org.bytedeco}.
 *
 * <p>Read {@link org.esgrima.torch.Scope} first: it says how long a {@link
 * org.esgrima.torch.Tensor} lives. {@link org.esgrima.torch.NamedTensors} owns what must outlive a
 * step, {@link org.esgrima.torch.Autograd} differentiates, {@link org.esgrima.torch.RandomStream}
 * draws. No method hands out a borrowed handle, and tensors never cross threads. This package knows
 * element types and shapes of {@code io} and nothing else of Esgrima.
 */
package org.esgrima.torch;
