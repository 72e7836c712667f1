package io.schedulerrunner.execute;

/** The other instances' leave to make one call. */
interface Turn {

  /** Of what nobody shares. */
  Turn FREE =
      new Turn() {
        @Override
        public boolean isFree() {
          return true;
        }

        @Override
        public void await() {
          // nobody is waited for
        }

        @Override
        public void end() {
          // nobody waits for it
        }
      };

  /** Whether it need not be waited for. */
  boolean isFree();

  /** Waits until the call may begin. */
  void await() throws InterruptedException;

  /** It gives up, or has ended. */
  void end();
}
