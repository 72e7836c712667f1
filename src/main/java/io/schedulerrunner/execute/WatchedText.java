package io.schedulerrunner.execute;

/** A text that does something every now and then while it is read. */
record WatchedText(String text, Runnable watch) implements CharSequence {

  @Override
  public char charAt(int index) {
    watch.run();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
