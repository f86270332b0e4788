package org.gan4j.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes counted by hand. */
class WindowTest {
  @ParameterizedTest(name = "{0} over {4} pixels, stride {1}, dilation {2}, padding {3}")
  @CsvSource({
    // size, stride, dilation, padding, pixels -> places, after
    "3, 1, 1, 0, 7, 5, 0", // columns 0-2 to 4-6
    "3, 2, 1, 0, 8, 3, 0", // 0-2, 2-4, 4-6: the last pixel is not looked at
    "3, 2, 1, 1, 8, 4, 0", // -1-1, 1-3, 3-5, 5-7: the padding behind is not looked at
    "3, 2, 1, 1, 7, 4, 1", // -1-1, 1-3, 3-5, 5-7: pixel 7 is padding
    "3, 1, 2, 0, 7, 3, 0", // every other pixel of five: 0-4, 1-5, 2-6
    "5, 3, 1, 2, 9, 3, 0" // -2-2, 1-5, 4-8: the padding behind is not looked at
  })
  void placesWithPaddingOfItsOwn(
      int size, int stride, int dilation, int padding, int pixels, int places, int after) {
    Window.Axis axis = new Window.Axis(size, stride, dilation, padding, false);
    assertThat(axis.places(pixels)).isEqualTo(places);
    assertThat(axis.before(pixels)).isEqualTo(padding);
    assertThat(axis.after(pixels)).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0} over {3} pixels, stride {1}, dilation {2}")
  @CsvSource({
    // size, stride, dilation, pixels -> places, before, after
    "3, 1, 1, 7, 7, 1, 1",
    "4, 1, 1, 7, 7, 1, 2", // the odd pixel comes at the end
    "5, 2, 1, 14, 7, 1, 2", // from -1: the last at 11 reaches 15
    "5, 2, 1, 9, 5, 2, 2", // from -2: the last at 6 reaches 10
    "2, 3, 1, 7, 3, 0, 1", // 0-1, 3-4, 6-7
    "1, 2, 1, 7, 4, 0, 0", // 0, 2, 4, 6
    "3, 1, 2, 7, 7, 2, 2"
  })
  void asManyPlacesAsPixelsByTheStride(
      int size, int stride, int dilation, int pixels, int places, int before, int after) {
    Window.Axis axis = new Window.Axis(size, stride, dilation, 0, true);
    assertThat(axis.places(pixels)).isEqualTo(places);
    assertThat(axis.before(pixels)).isEqualTo(before);
    assertThat(axis.after(pixels)).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}, stride {1}, dilation {2}, padding {3}, same {4}")
  @CsvSource({
    // size, stride, dilation, padding, same -> pixels made of 7
    "5, 2, 1, 0, true, 14",
    "2, 3, 1, 0, true, 21",
    "3, 2, 1, 0, false, 15", // from 0-2 to 12-14
    "4, 2, 1, 1, false, 14", // from 0-3 to 12-15, one pixel less on both sides
    "2, 2, 2, 0, false, 15" // 0 and 2, to 12 and 14
  })
  void pixelsThatATransposedWindowMakes(
      int size, int stride, int dilation, int padding, boolean same, int pixels) {
    assertThat(new Window.Axis(size, stride, dilation, padding, same).pixels(7)).isEqualTo(pixels);
  }

  @Test
  void undilatedLooksAtPixelsSideBySideOnBothAxes() {
    Window.Axis plain = new Window.Axis(3, 2, 1, 0, true);
    Window.Axis dilated = new Window.Axis(3, 2, 2, 0, true);
    assertThat(new Window(plain, plain).undilated()).isTrue();
    assertThat(new Window(plain, dilated).undilated()).isFalse();
    assertThat(new Window(dilated, plain).undilated()).isFalse();
  }

  @Test
  void windowThatIsLargerThanTheImageHasNoPlace() {
    assertThat(new Window.Axis(4, 2, 1, 0, false).places(3)).isZero();
    assertThat(new Window.Axis(4, 2, 1, 0, false).places(4)).isEqualTo(1);
  }
}
