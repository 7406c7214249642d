package io.rebeam.kernel.process;

import io.rebeam.kernel.chaos.Chaos;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.signal.Signal.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Signals of processes (semantics B): sent by {@link #send} and {@link #deliver}, queued by the
 * receiver, acted on by {@link #settle}.
 */
public final class Signals {
  /*
   * Any thread pushes onto the receiver's `incoming` (newest first). A thread that holds the
   * receiver's lock takes the whole stack, turns it round and acts on each signal in arrival order
   * (semantics B3): the process's own thread before it runs user code, or any other thread that
   * needs the effect now, such as one that kills or inspects the process (M7). What has to happen
   * to other processes is noted in a Settlement and done after the release.
   */
  private static final VarHandle INCOMING;

  static {
    try {
      INCOMING = MethodHandles.lookup().findVarHandle(LocalProcess.class, "incoming", Signal.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Signals() {}

  // ---- sending, any thread ----

  /** Sends a signal to a process. Never blocks, never runs the receiver's code (M13). */
  public static void deliver(LocalProcess receiver, Signal signal) {
    if (!push(receiver, signal)) {
      refuseIncoming(receiver);
    } else if (actsAtOnce(receiver, signal)) {
      settle(receiver);
    }
  }

  /** As {@link #deliver}, for use under a lock: {@code settlement} makes the signal take effect. */
  static void deliver(LocalProcess receiver, Signal signal, Settlement settlement) {
    if (!push(receiver, signal)) {
      refuseIncoming(receiver, settlement);
    } else if (actsAtOnce(receiver, signal)) {
      settlement.reach(receiver);
    }
  }

  /**
   * Sends a signal from a process, on its own thread. Under the sender's lock, since another thread
   * may kill it meanwhile: what it sends comes before its exit signals (B3) or not at all.
   *
   * @return false when the sender is dead
   */
  public static boolean send(LocalProcess sender, LocalProcess receiver, Signal signal) {
    if (sender.traced && signal instanceof Message message) {
      // Before the receiver can change it.
      sender.kernel().observer().sent(sender, receiver, message);
    }
    boolean queued;
    sender.acquire();
    try {
      if (sender.life == LocalProcess.DEAD) {
        return false;
      }
      if (signal instanceof Message) {
        sender.messagesOut++;
      }
      queued = push(receiver, signal);
    } finally {
      sender.release();
    }
    if (!queued) {
      refuseIncoming(receiver);
    } else if (actsAtOnce(receiver, signal)) {
      settle(receiver);
    }
    return true;
  }

  /**
   * Whether the sending thread has to make the signal take effect: the receiver may be busy for
   * long, and must end all the same, by an exit signal or because its mailbox is full.
   */
  private static boolean actsAtOnce(LocalProcess receiver, Signal signal) {
    return signal instanceof Signal.Exit || receiver.maxMessages != Integer.MAX_VALUE;
  }

  /** Queues a signal. False: the receiver is dead, and the caller has to refuse what is queued. */
  private static boolean push(LocalProcess receiver, Signal signal) {
    Chaos.seam();
    Signal top;
    do {
      top = receiver.incoming;
      signal.next = top;
    } while (!INCOMING.compareAndSet(receiver, top, signal));
    Chaos.seam();
    if (receiver.life == LocalProcess.DEAD) {
      // Pairs with Exits.end(): either it takes what was pushed before it published DEAD, or our
      // caller does.
      return false;
    }
    try {
      RunState.wake(receiver);
    } catch (StackOverflowError | OutOfMemoryError e) {
      receiver.wakeUpFailed = true; // as in wake(), whose call may have failed itself
      RunState.failedWakeUps = RunState.failedWakeUps + 1;
      throw e;
    }
    return true;
  }

  // ---- acting on signals ----

  /**
   * Acts on all that has arrived, on the calling thread, which holds no lock. After it, what was
   * sent to the process before the call has taken effect (A25).
   */
  static void settle(LocalProcess process) {
    if (process.incoming == null && process.isFree()) {
      return; // else another thread may have taken it and be at work
    }
    Settlement settlement;
    process.acquire();
    try {
      Chaos.seam();
      Signal other = receiveMessages(process);
      if (other == null) {
        return; // nothing but messages: the usual case, without a settlement
      }
      settlement = new Settlement();
      handleAll(process, other, settlement);
      handleIncoming(process, settlement);
    } finally {
      process.release();
    }
    settlement.run();
  }

  /** Acts on what has arrived, as a part of {@code settlement}. */
  static void settle(LocalProcess process, Settlement settlement) {
    process.acquire();
    try {
      handleIncoming(process, settlement);
    } finally {
      process.release();
    }
  }

  /** Receives plain messages up to another signal, which it returns, with the rest. */
  private static @Nullable Signal receiveMessages(LocalProcess process) {
    Signal signal = takeOldestFirst(process);
    Chaos.seam();
    while (signal instanceof Message message
        && message.alias == 0
        && process.life == LocalProcess.ALIVE
        && process.mailbox.length() < process.maxMessages) {
      signal = message.next;
      append(process, message);
    }
    return signal;
  }

  /** Takes and handles all that has arrived. The caller holds the lock. */
  static void handleIncoming(LocalProcess process, Settlement settlement) {
    while (process.incoming != null) {
      handleAll(process, takeOldestFirst(process), settlement);
    }
  }

  private static void handleAll(
      LocalProcess process, @Nullable Signal first, Settlement settlement) {
    Signal signal = first;
    while (signal != null) {
      Signal following = signal.next;
      signal.next = null;
      handle(process, signal, settlement);
      signal = following;
    }
  }

  /** Takes the stack of signals that have arrived and turns it round. */
  private static @Nullable Signal takeOldestFirst(LocalProcess process) {
    Signal oldestFirst = null;
    Signal signal = (Signal) INCOMING.getAndSet(process, null);
    while (signal != null) {
      Signal older = signal.next;
      signal.next = oldestFirst;
      oldestFirst = signal;
      signal = older;
    }
    return oldestFirst;
  }

  /** The signal table (semantics B1). */
  private static void handle(LocalProcess self, Signal signal, Settlement settlement) {
    if (self.life == LocalProcess.DEAD) {
      refuse(self, signal, settlement);
      return;
    }
    if (self.life == LocalProcess.EXITING && !(signal instanceof Signal.Exit)) {
      if (signal instanceof Signal.LinkRequest || signal instanceof Signal.MonitorRequest) {
        self.relations().unanswered.add(signal); // its resources are not released yet (E9, N9)
      }
      return;
    }
    switch (signal) {
      case Message message -> receive(self, message, settlement);
      case Signal.LinkRequest request -> Links.accept(self, request.link);
      case Signal.Unlink unlink -> Links.drop(self, unlink.link);
      case Signal.Exit exit -> Exits.receive(self, exit, settlement);
      case Signal.MonitorRequest request -> Monitors.accept(self, request.monitor);
      case Signal.Demonitor demonitor -> Monitors.drop(self, demonitor.monitor);
      case Signal.Down down -> Monitors.receiveDown(self, down, settlement);
      case Signal.Suspend suspend -> Suspensions.accept(self, LocalProcess.of(suspend.suspender));
      case Signal.Resume resume ->
          Suspensions.drop(self, LocalProcess.of(resume.suspender), resume.completely);
    }
  }

  /** Answers a signal that comes too late (B8, A20 step 9). */
  static void refuse(LocalProcess self, Signal signal, Settlement settlement) {
    switch (signal) {
      case Signal.LinkRequest request ->
          deliver(
              LocalProcess.of(request.link.other(self)),
              new Signal.Exit(self, ExitReason.NOPROC, true),
              settlement);
      case Signal.MonitorRequest request ->
          deliver(
              LocalProcess.of(request.monitor.watcher()),
              Monitors.down(self.kernel(), request.monitor, ExitReason.NOPROC),
              settlement);
      case Signal.Suspend suspend ->
          Suspensions.forget(LocalProcess.of(suspend.suspender), self, settlement);
      case Message _,
          Signal.Unlink _,
          Signal.Exit _,
          Signal.Demonitor _,
          Signal.Down _,
          Signal.Resume _ -> {}
    }
  }

  private static void refuseIncoming(LocalProcess dead) {
    Settlement settlement = new Settlement();
    refuseIncoming(dead, settlement);
    settlement.run();
  }

  /** Refuses all that has arrived at a process that is dead. */
  static void refuseIncoming(LocalProcess dead, Settlement settlement) {
    Signal signal = takeOldestFirst(dead);
    while (signal != null) {
      Signal following = signal.next;
      signal.next = null;
      refuse(dead, signal, settlement);
      signal = following;
    }
  }

  // ---- the mailbox, under the lock ----

  /** Puts a message into the mailbox, if it is to be received. */
  static void receive(LocalProcess self, Message message, Settlement settlement) {
    if (message.alias != 0 && !Aliases.admits(self, message.alias, settlement)) {
      return;
    }
    if (self.mailbox.length() < self.maxMessages) {
      append(self, message);
    } else {
      self.kernel().observer().mailboxFull(self, ProcessFacts.shownName(self), self.maxMessages);
      self.mailbox.clear();
      Exits.begin(self, ExitReason.MESSAGE_QUEUE_LIMIT, settlement);
    }
  }

  /** Puts a message of the runtime into the mailbox. */
  static void receiveNotice(
      LocalProcess self, Notice notice, long sender, long sentNanos, Settlement settlement) {
    receive(self, new Message(sender, sentNanos, 0, notice), settlement);
  }

  private static void append(LocalProcess self, Message message) {
    self.messagesIn++;
    self.mailbox.append(message, self.kernel().lastRef());
  }
}
