package org.gan4j.image;

import java.awt.image.BufferedImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** How long a picture of a GIF stays, and that the GIF begins again, in the JDK's own words. */
final class GifFrame {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  /** Of the block that Netscape invented: begin again, without an end. */
  private static final byte[] FOR_EVER = {1, 0, 0};

  private GifFrame() {}

  /** Returns the metadata of a picture that stays for some hundredths of a second. */
  static IIOMetadata metadata(ImageWriter writer, BufferedImage picture, int delay)
      throws IIOInvalidTreeException {
    // By its constructor: the factory method would take the palette of all indexed pictures.
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(control(delay));
    root.appendChild(extensions());
    metadata.mergeTree(FORMAT, root);
    return metadata;
  }

  private static IIOMetadataNode control(int delay) {
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", String.valueOf(delay));
    control.setAttribute("transparentColorIndex", "0");
    return control;
  }

  private static IIOMetadataNode extensions() {
    IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
    loop.setAttribute("applicationID", "NETSCAPE");
    loop.setAttribute("authenticationCode", "2.0");
    loop.setUserObject(FOR_EVER.clone());
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(loop);
    return extensions;
  }
}
