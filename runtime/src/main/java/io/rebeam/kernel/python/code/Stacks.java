package io.rebeam.kernel.python.code;

import com.oracle.graal.python.builtins.objects.generator.PGenerator;
import com.oracle.graal.python.nodes.bytecode.BytecodeFrameInfo;
import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.frame.FrameInstance;
import io.rebeam.inspect.StackView;
import io.rebeam.kernel.process.LocalProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Python stacks, read without Python. */
public final class Stacks {
  private static final int MAX_FRAMES = 500;
  private static final int MAX_HOST_FRAMES = 8;

  private Stacks() {}

  /** A frame as it is found; it is described when it is shown. */
  public record Place(PBytecodeRootNode code, int line, String function) {}

  /** The frames of the calling thread, outermost first. On a safepoint. */
  public static List<Place> here() {
    List<Place> innermostFirst = new ArrayList<>();
    var _ =
        Truffle.getRuntime()
            .iterateFrames(
                frame -> {
                  add(frame, innermostFirst);
                  return innermostFirst.size() < MAX_FRAMES ? null : true;
                });
    Collections.reverse(innermostFirst);
    return innermostFirst;
  }

  private static void add(FrameInstance instance, List<Place> places) {
    Frame frame = instance.getFrame(FrameInstance.FrameAccess.READ_ONLY);
    if (frame != null && frame.getFrameDescriptor().getInfo() instanceof BytecodeFrameInfo info) {
      PBytecodeRootNode code = info.getRootNode();
      if (!code.isInternal()) {
        String name = code.getCodeUnit().qualname.toJavaStringUncached();
        places.add(new Place(code, info.getLine(frame), Places.function(name)));
      }
    }
  }

  /** The frames of a coroutine process that does not run, outermost first. Any thread. */
  public static List<Place> ofWaiting(LocalProcess process) {
    List<Place> places = new ArrayList<>();
    for (PGenerator coroutine : Places.chain(process)) {
      if (coroutine.getRootNode() instanceof PBytecodeRootNode code) {
        int line =
            coroutine.isStarted()
                ? code.bciToLine(Places.instruction(coroutine))
                : code.getFirstLineno();
        String name = coroutine.getQualname().toJavaStringUncached();
        places.add(new Place(code, line, Places.function(name)));
      }
    }
    return places;
  }

  /** Frames for display, without the library's own around the process. */
  public static List<StackView.Frame> describe(
      List<Place> places, LibraryCode library, Sources sources) {
    List<StackView.Frame> frames = new ArrayList<>();
    for (Place place : places) {
      String file = Places.fileOf(place.code.getSource());
      boolean own = library.isLibrary(file);
      if (!own || !frames.isEmpty()) {
        String code = sources.line(place.code.getSource(), file, place.line);
        frames.add(new StackView.Frame(file, Math.max(0, place.line), place.function, code, own));
      }
    }
    return frames;
  }

  /** What a thread is in below Python: its innermost Java frames, innermost last. */
  public static List<String> ofHost(Thread thread) {
    List<String> frames =
        new ArrayList<>(
            Arrays.stream(thread.getStackTrace())
                .filter(frame -> !isInterpreter(frame.getClassName()))
                .limit(MAX_HOST_FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .toList());
    Collections.reverse(frames);
    return frames;
  }

  private static boolean isInterpreter(String type) {
    return type.startsWith("com.oracle.truffle.")
        || type.startsWith("jdk.internal.")
        || type.startsWith("java.lang.invoke.")
        || type.startsWith("com.oracle.graal.python.nodes.");
  }
}
