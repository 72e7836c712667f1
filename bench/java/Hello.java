/** The floor: a JVM that says hello and ends, or, with an argument, stays until it is stopped. */
final class Hello {
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("hello");
    if (arguments.length > 0) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
