package io.rebeam.form;

import io.rebeam.form.RecordForm.Reader;
import io.rebeam.inspect.MemoryView;
import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.NodeLoad.LockHolder;
import io.rebeam.inspect.NodeLoad.SchedulerLoad;
import io.rebeam.inspect.NodeLoad.Share;
import io.rebeam.inspect.NodeLoad.ThreadLoad;

/** Load and memory of a node. */
public final class NodeForms {
  private NodeForms() {}

  public static final RecordForm<ThreadLoad> THREAD =
      RecordForm.<ThreadLoad>empty()
          .field("name", ThreadLoad::name)
          .field("kind", ThreadLoad::kind)
          .field("busy", ThreadLoad::busy)
          .field("waiting", ThreadLoad::waiting)
          .process("process", "pid", ThreadLoad::process)
          .millis("running_ms", ThreadLoad::running)
          .field("slices", ThreadLoad::slices);

  private static final RecordForm<Share> SHARE =
      RecordForm.<Share>empty()
          .all(Reader.JSON, RecordForm.peer(), Share::process)
          .field(Reader.PYTHON, "pid", share -> share.process().pid())
          .field("share", Share::share);

  public static final RecordForm<SchedulerLoad> SCHEDULER =
      RecordForm.<SchedulerLoad>empty()
          .field("number", SchedulerLoad::number)
          .field("busy", SchedulerLoad::busy)
          .field("run_queue", SchedulerLoad::runQueue)
          .field("slices", SchedulerLoad::slices)
          .millis(
              "longest_ms",
              scheduler -> {
                NodeLoad.Slice longest = scheduler.longest();
                return longest == null ? null : longest.length();
              })
          .process(
              "longest_process",
              "longest_pid",
              scheduler -> {
                NodeLoad.Slice longest = scheduler.longest();
                return longest == null ? null : longest.process();
              })
          .field(Reader.JSON, "threads_count", scheduler -> scheduler.threads().size())
          .list("threads", THREAD, SchedulerLoad::threads)
          .list("busiest", SHARE, SchedulerLoad::busiest);

  private static final RecordForm<LockHolder> LOCK_HOLDER =
      RecordForm.<LockHolder>empty()
          .process("process", LockHolder::process)
          .field("builtin", LockHolder::builtin)
          .millis("running_ms", LockHolder::running);

  private static final RecordForm<NodeLoad.Computation> COMPUTATION =
      RecordForm.<NodeLoad.Computation>empty()
          .field("builtin", NodeLoad.Computation::builtin)
          .millis("running_ms", NodeLoad.Computation::running)
          .field("awaited", NodeLoad.Computation::awaited);

  public static final RecordForm<NodeLoad> LOAD =
      RecordForm.<NodeLoad>empty()
          .millis("over_ms", NodeLoad::over)
          .field("zombie_threads", NodeLoad::zombies)
          .field("blocking_threads", NodeLoad::blockingThreads)
          .field("blocking_thread_limit", NodeLoad::blockingLimit)
          .record(Reader.JSON, "lock_holder", LOCK_HOLDER, NodeLoad::holder)
          .list(Reader.JSON, "computations", COMPUTATION, NodeLoad::computations)
          .list("schedulers", SCHEDULER, NodeLoad::schedulers);

  private static final RecordForm<MemoryView.Holder> HOLDER =
      RecordForm.<MemoryView.Holder>empty()
          .all(Reader.JSON, ProcessForms.SUMMARY, MemoryView.Holder::process)
          .field(Reader.PYTHON, "pid", holder -> holder.process().pid())
          .field(Reader.PYTHON, "name", holder -> holder.process().names().display())
          .field(
              Reader.PYTHON, "message_queue_len", holder -> holder.process().messageQueueLength())
          .field("bytes", MemoryView.Holder::bytes)
          .field("mailbox_bytes", MemoryView.Holder::mailboxBytes);

  private static final RecordForm<MemoryView.Collector> COLLECTOR =
      RecordForm.<MemoryView.Collector>empty()
          .field("name", MemoryView.Collector::name)
          .field("collections", MemoryView.Collector::collections)
          .millis("spent_ms", MemoryView.Collector::spent)
          .millis("last_ms", MemoryView.Collector::last);

  public static final RecordForm<MemoryView> MEMORY =
      RecordForm.<MemoryView>empty()
          .field("heap_used_bytes", MemoryView::heapUsed)
          .field("heap_committed_bytes", MemoryView::heapCommitted)
          .field("heap_max_bytes", MemoryView::heapMax)
          .field("non_heap_bytes", MemoryView::nonHeap)
          .field("processes", MemoryView::processes)
          .field("process_bytes", MemoryView::processBytes)
          .field("messages", MemoryView::messages)
          .field("mailbox_bytes", MemoryView::mailboxBytes)
          .list("top", HOLDER, MemoryView::top)
          .list(Reader.JSON, "collectors", COLLECTOR, MemoryView::collectors);
}
