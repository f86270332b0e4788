package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.PaddedImages;
import org.gan4j.data.folder.ImageFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in docs/data.md runs here. */
class DataGuideTest {
  @TempDir private Path faces;

  @Test
  void foldersAreReadInTheSizeThatIsAskedFor() throws IOException {
    BufferedImage picture = new BufferedImage(70, 80, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(picture, "png", faces.resolve("face.png").toFile());
    // region folder
    ImageSet images =
        ImageFolder.in(faces)
            .size(64, 64)
            .rgb() // or gray()
            .background(0xFFFFFF) // behind transparent pixels
            .open();
    // endregion
    assertThat(images.shape()).isEqualTo(new ImageShape(3, 64, 64));
  }

  @Test
  void bordersArePutAroundImages() {
    LabelledImages digits = SmallTrainers.DIGITS;
    // region border
    LabelledImages images = PaddedImages.of(digits, 32, 32);
    // endregion
    assertThat(images.shape()).isEqualTo(ImageShape.gray(32, 32));
  }
}
