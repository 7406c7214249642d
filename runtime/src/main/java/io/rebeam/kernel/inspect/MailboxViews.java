package io.rebeam.kernel.inspect;

import io.rebeam.kernel.inspect.MailboxReadings.Reading;
import io.rebeam.kernel.inspect.MailboxWalk.Place;
import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.MailboxView.TagCount;
import io.rebeam.process.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mailboxes as records for display. Any thread. */
final class MailboxViews {
  /** Messages at each end whose kinds are counted. */
  private static final int COUNTED = 5_000;

  /** Messages whose size is looked at; the others are taken to be alike. */
  private static final int WEIGHED = 500;

  private final ValueReader values;

  MailboxViews(ValueReader values) {
    this.values = values;
  }

  /** What the lock is held for once. */
  private record Glance(int length, long in, long oldest, long newest, int skips) {}

  /**
   * A view of a mailbox that may be very long: it is read from its ends only, in short steps.
   *
   * @param readings what is remembered of the last look
   */
  MailboxView view(LocalProcess process, MailboxQuery query, MailboxReadings readings) {
    long now = process.host().kernel().ticker().nanos();
    Glance glance = ProcessFacts.readMailbox(process, mailbox -> glance(process, mailbox, now));
    List<Place> counted = counted(process);
    List<TagCount> tags = tags(counted);
    return new MailboxView(
        new Pid(process.serial()),
        glance.length,
        since(glance.oldest, now),
        since(glance.newest, now),
        tags,
        counted.size(),
        bytes(counted, glance.length),
        glance.skips,
        process.maxMessages() == Integer.MAX_VALUE ? null : process.maxMessages(),
        readings.flow(
            process.serial(),
            new Reading(process.spawnedNanos(), 0, 0),
            new Reading(now, glance.in, glance.length)),
        shown(process, query, glance.length).stream()
            .map(place -> view(place.message(), place.position(), now, query.whole()))
            .toList());
  }

  private static Glance glance(LocalProcess process, Mailbox mailbox, long now) {
    Message oldest = mailbox.oldest();
    Message newest = mailbox.newest();
    return new Glance(
        mailbox.length(),
        process.messagesIn(),
        oldest == null ? now : oldest.sentNanos,
        newest == null ? now : newest.sentNanos,
        mailbox.skips());
  }

  /** All messages of a short mailbox, else the oldest and the newest ones, once each. */
  private static List<Place> counted(LocalProcess process) {
    List<Place> oldest = MailboxWalk.fromOldest(process).read(COUNTED);
    if (oldest.size() < COUNTED) {
      return oldest;
    }
    return joined(oldest, MailboxWalk.fromNewest(process).read(COUNTED));
  }

  /** Both, without those of {@code newest} that are in {@code oldest} too; oldest first. */
  private static List<Place> joined(List<Place> oldest, List<Place> newest) {
    Set<Message> known = Collections.newSetFromMap(new IdentityHashMap<>());
    oldest.forEach(place -> known.add(place.message()));
    List<Place> joined = new ArrayList<>(oldest);
    newest.reversed().stream()
        .filter(place -> !known.contains(place.message()))
        .forEach(joined::add);
    return joined;
  }

  private static List<Place> shown(LocalProcess process, MailboxQuery query, int length) {
    if (query.from() == 0) {
      List<Place> first = MailboxWalk.fromOldest(process).read(query.first());
      return joined(first, MailboxWalk.fromNewest(process).read(query.last()));
    }
    if (query.from() > length) {
      return List.of();
    }
    if (query.from() <= length / 2) {
      MailboxWalk walk = MailboxWalk.fromOldest(process);
      walk.moveTo(query.from());
      return walk.read(query.first());
    }
    MailboxWalk walk = MailboxWalk.fromNewest(process);
    walk.moveTo(Math.min(query.from() + query.first() - 1, length));
    long wanted = Math.min(query.first(), length - query.from() + 1);
    return walk.read((int) wanted).reversed();
  }

  private List<TagCount> tags(List<Place> places) {
    Map<String, Long> tags = new HashMap<>();
    for (Place place : places) {
      tags.merge(values.tag(place.message().payload), 1L, Long::sum);
    }
    return tags.entrySet().stream()
        .map(e -> new TagCount(e.getKey(), e.getValue()))
        .sorted(Comparator.comparingLong(TagCount::count).reversed().thenComparing(TagCount::tag))
        .toList();
  }

  /** About how much memory a mailbox takes of which {@code places} were read. */
  private long bytes(List<Place> places, int length) {
    int apart = Math.max(1, places.size() / WEIGHED);
    List<Object> payloads = new ArrayList<>(WEIGHED);
    for (int i = 0; i < places.size(); i += apart) {
      payloads.add(places.get(i).message().payload);
    }
    return values.bytes(payloads, length);
  }

  /** About how much memory a mailbox takes, from a few of its messages. */
  long bytes(LocalProcess process, int length, int weighed) {
    return bytes(MailboxWalk.fromOldest(process).read(weighed), length);
  }

  /** What has come after the look began is as old as the look. */
  static Duration since(long sentNanos, long now) {
    return Duration.ofNanos(Math.max(0, now - sentNanos));
  }

  private MessageView view(Message message, long position, long now, boolean whole) {
    return new MessageView(
        position,
        since(message.sentNanos, now),
        message.sender == 0 ? null : new Pid(message.sender),
        whole ? values.wholeText(message.payload) : values.text(message.payload));
  }

  /** Removes all messages and returns them for display. */
  List<MessageView> flush(LocalProcess process) {
    long now = process.host().kernel().ticker().nanos();
    List<MessageView> views = new ArrayList<>();
    for (Message message : ProcessFacts.readMailbox(process, Mailbox::takeAll)) {
      views.add(view(message, views.size() + 1L, now, false));
    }
    return views;
  }
}
