package org.gan4j.engine.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import org.gan4j.engine.plan.PhaseKernel;

/**
 * Depth to space: channels {@code phase * channels + c} of small images become the pixels of large
 * ones, in one strided copy, and back.
 */
final class PhaseShuffle {
  /** The same values in both images, each from an offset on. */
  private record View(memory.desc small, long smallOffset, memory.desc large, long largeOffset) {}

  private final memory.desc image;
  private final List<View> views;

  private PhaseShuffle(memory.desc image, List<View> views) {
    this.image = image;
    this.views = views;
  }

  /**
   * Returns the shuffle of images that lie in some layout, if it knows how.
   *
   * @param layout of the small images, {@code [batch, phases * channels, height, width]}
   * @param down what makes pixels downwards
   * @param right what makes pixels to the right
   */
  static Optional<PhaseShuffle> of(memory.desc layout, PhaseKernel down, PhaseKernel right) {
    long channels = OneDnn.sizes(layout)[1];
    var blocking = layout.data().format_desc_blocking();
    if (blocking.inner_nblks() == 0) {
      return Optional.of(of(layout, 1, OneDnn.strides(layout)[1], down, right));
    }
    long block = blocking.inner_blks().get(0);
    if (blocking.inner_nblks() > 1 || blocking.inner_idxs().get(0) != 1) {
      return Optional.empty();
    }
    if (channels / down.phases() / right.phases() % block == 0) {
      return Optional.of(of(layout, block, OneDnn.strides(layout)[1], down, right));
    }
    return channels <= block ? Optional.of(of(layout, 1, 1, down, right)) : Optional.empty();
  }

  private static PhaseShuffle of(
      memory.desc layout, long block, long blockStride, PhaseKernel down, PhaseKernel right) {
    long[] sizes = OneDnn.sizes(layout);
    long channels = sizes[1] / down.phases() / right.phases();
    memory.desc image =
        image(
            new long[] {sizes[0], channels, down.made(), right.made()},
            block,
            OneDnn.strides(layout));
    long[] split = {
      sizes[0],
      down.phases(),
      right.phases(),
      channels / block,
      down.made() / down.phases(),
      right.made() / right.phases(),
      block
    };
    long[] from = OneDnn.strides(layout);
    long[] small = {
      from[0],
      right.phases() * split[3] * blockStride,
      split[3] * blockStride,
      blockStride,
      from[2],
      from[3],
      1
    };
    long[] to = OneDnn.strides(image);
    long[] large = {to[0], to[2], to[3], to[1], to[2] * down.phases(), to[3] * right.phases(), 1};
    if (down.shift() == 0 && right.shift() == 0) {
      View all = new View(OneDnn.strided(split, small), 0, OneDnn.strided(split, large), 0);
      return new PhaseShuffle(image, List.of(all));
    }
    small[1] += down.shift() * from[2];
    small[2] += right.shift() * from[3];
    return new PhaseShuffle(image, byPhase(split, small, large));
  }

  /** Looks at one phase at a time: oneDNN describes no axes whose strides overlap. */
  private static List<View> byPhase(long[] split, long[] small, long[] large) {
    List<View> views = new ArrayList<>();
    for (int a = 0; a < split[1]; a++) {
      for (int b = 0; b < split[2]; b++) {
        views.add(
            new View(
                OneDnn.strided(onePhase(split), onePhase(small)),
                a * small[1] + b * small[2],
                OneDnn.strided(onePhase(split), onePhase(large)),
                a * large[1] + b * large[2]));
      }
    }
    return views;
  }

  private static long[] onePhase(long[] split) {
    return new long[] {split[0], split[3], split[4], split[5], split[6]};
  }

  private static memory.desc image(long[] sizes, long block, long[] from) {
    if (block == 1) {
      boolean channelsLast = sizes[1] > 1 && from[1] == 1;
      return channelsLast ? OneDnn.tagged(memory.format_tag.nhwc, sizes) : OneDnn.rows(sizes);
    }
    return OneDnn.tagged(block == 16 ? memory.format_tag.nChw16c : memory.format_tag.nChw8c, sizes);
  }

  /** How the large images lie. */
  memory.desc image() {
    return image;
  }

  /** Makes large images of small ones. */
  void spread(memory from, memory to, Calls calls) {
    for (View view : views) {
      calls.reorder(
          OneDnn.part(view.small, from, view.smallOffset),
          OneDnn.part(view.large, to, view.largeOffset));
    }
  }

  /** Makes small images of large ones, whose memory is at another place in each pass. */
  void gather(Port from, memory to, Calls calls) {
    for (View view : views) {
      memory part = new memory(view.large, OneDnn.processor(), new Pointer());
      calls.add(() -> part.set_data_handle(OneDnn.address(from.memory(), view.largeOffset)));
      calls.reorder(part, OneDnn.part(view.small, to, view.smallOffset));
    }
  }
}
