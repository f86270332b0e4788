package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  /**
   * Saved runs depend on these numbers: they may never change. They were computed by a Python
   * script of SplitMix64 and SHA-256 (its first 8 bytes, little-endian) that shares no code with
   * this library; the last of {@code at} is the first output of every SplitMix64 of seed 0.
   */
  @Test
  void valuesAreFrozen() {
    assertThat(Seeds.derive(42, "latents")).isEqualTo(709762382091406447L);
    assertThat(Seeds.derive(-1, "größe")).isEqualTo(-1642124685924962614L);
    assertThat(Seeds.at(42, 0)).isEqualTo(-4767286540954276203L);
    assertThat(Seeds.at(42, 1)).isEqualTo(2949826092126892291L);
    assertThat(Seeds.at(-7, 1_000_000_000_000L)).isEqualTo(2026897540841305235L);
    assertThat(Seeds.at(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
  }

  @Test
  void deriveGivesEachPurposeAndSeedItsOwnSeed() {
    List<String> purposes =
        List.of("latents", "batches", "generator", "discriminator", "samples", "", "Latents");
    Set<Long> seeds = new HashSet<>();
    for (long seed = -500; seed < 500; seed++) {
      for (String purpose : purposes) {
        seeds.add(Seeds.derive(seed, purpose));
      }
    }
    assertThat(seeds).hasSize(1000 * purposes.size());
  }

  @Test
  void purposesGiveUnrelatedBits() {
    int differing = 0;
    for (long seed = 0; seed < 1000; seed++) {
      differing += Long.bitCount(Seeds.derive(seed, "latents") ^ Seeds.derive(seed, "batches"));
    }
    assertThat(differing / 1000.0).isCloseTo(32, within(0.6)); // 4.7 standard deviations
  }

  @Test
  void neighbouringSeedsGiveUnrelatedBits() {
    int differing = 0;
    for (long seed = 0; seed < 1000; seed++) {
      differing += Long.bitCount(Seeds.derive(seed, "latents") ^ Seeds.derive(seed + 1, "latents"));
      differing += Long.bitCount(Seeds.at(5, seed) ^ Seeds.at(5, seed + 1));
    }
    assertThat(differing / 2000.0).isCloseTo(32, within(0.5));
  }

  @Test
  void atGivesEachDrawItsOwnSeed() {
    Set<Long> seeds = new HashSet<>();
    for (int n = 0; n < 200_000; n++) {
      seeds.add(Seeds.at(42, n));
    }
    assertThat(seeds).hasSize(200_000);
  }
}
