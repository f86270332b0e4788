package org.gan4j.strangers;

import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes strange files of whole ones: flips bits, cuts, repeats, writes extremes where integers may
 * be. What is packed is also unpacked and packed again, since checksums would hide what lies behind
 * them; in JSON, values are exchanged.
 */
final class Mutator {
  private static final byte[] BYTES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    127,
    255,
    32_767,
    65_535,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffffffffL,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final SplittableRandom random;

  Mutator(SplittableRandom random) {
    this.random = random;
  }

  /** Returns a mutation of one file, at times with a part of another. */
  byte[] mutate(List<byte[]> seeds) {
    byte[] file = pick(seeds);
    return random.nextInt(20) == 0 ? splice(file, pick(seeds)) : mutate(file);
  }

  byte[] mutate(byte[] file) {
    if (Packed.isPacked(file) && random.nextInt(4) > 0) {
      return Packed.mutate(file, this, random);
    }
    if (JsonMutator.isJson(file) && random.nextInt(4) > 0) {
      return JsonMutator.mutate(file, random);
    }
    byte[] mutated = file.clone();
    for (int i = 1 << random.nextInt(4); i > 0 && mutated.length > 0; i--) {
      mutated = once(mutated);
    }
    return mutated;
  }

  private byte[] once(byte[] file) {
    int at = place(file.length);
    int end = at + random.nextInt(Math.min(file.length - at, 64) + 1);
    byte[] chunk = Arrays.copyOfRange(file, at, end);
    switch (random.nextInt(9)) {
      case 0, 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> file[at] = BYTES[random.nextInt(BYTES.length)];
      case 3, 4 -> number(file, at);
      case 5 -> {
        return Arrays.copyOf(file, at);
      }
      case 6 -> {
        return Bytes.concat(file, chunk);
      }
      case 7 -> {
        return Bytes.concat(Arrays.copyOf(file, end), Arrays.copyOfRange(file, at, file.length));
      }
      default ->
          System.arraycopy(
              chunk, 0, file, random.nextInt(file.length - chunk.length + 1), chunk.length);
    }
    return file;
  }

  /** Returns an index, more often one of the beginning, where headers are. */
  private int place(int length) {
    return random.nextInt(random.nextBoolean() ? Math.min(length, 64) : length);
  }

  private void number(byte[] file, int at) {
    int width = 1 << random.nextInt(4);
    ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer number = ByteBuffer.allocate(8).order(order);
    number.putLong(0, NUMBERS[random.nextInt(NUMBERS.length)]);
    int first = order == ByteOrder.BIG_ENDIAN ? 8 - width : 0;
    System.arraycopy(number.array(), first, file, at, Math.min(width, file.length - at));
  }

  private byte[] splice(byte[] head, byte[] tail) {
    return Bytes.concat(
        Arrays.copyOf(head, random.nextInt(head.length + 1)),
        Arrays.copyOfRange(tail, random.nextInt(tail.length + 1), tail.length));
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
