package io.rebeam.commands;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes commands and what they are composed of. A command has one constructor, which takes the
 * {@link CommandContext} or nothing.
 */
public final class CommandFactory implements IFactory {
  private final CommandContext context;
  private final List<Object> parts;

  /**
   * A factory for one hierarchy of commands.
   *
   * @param parts instances to hand out where their class is asked for
   */
  public CommandFactory(CommandContext context, List<Object> parts) {
    this.context = context;
    this.parts = List.copyOf(parts);
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Object part : parts) {
      if (type.isInstance(part)) {
        return type.cast(part);
      }
    }
    if (type == ProcessCandidates.class) {
      return type.cast(new ProcessCandidates(context));
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == CommandContext.class) {
        return type.cast(newCommand(constructor));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }

  private Object newCommand(Constructor<?> constructor) throws Exception {
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(context);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot make " + constructor, e.getCause());
    }
  }
}
