package org.gan4j.cli;

import org.gan4j.data.FolderProgress;

/** Shows how far the reading of a large folder is: a bar on a terminal, else lines. */
final class ReadingProgress implements FolderProgress {
  private final Gan gan;
  private ImageProgress shown; // null before the first file and after the last

  ReadingProgress(Gan gan) {
    this.gan = gan;
  }

  @Override
  public void at(String what, int done, int all) {
    if (done == 1) {
      shown = new ImageProgress(gan, what, all);
    }
    shown.add(1);
    if (done == all) {
      shown.close();
    }
  }
}
