package io.rebeam.commands;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes commands, their mixins and candidates. Such a class has one constructor, which takes
 * nothing, or the {@link CommandContext} and parts after it.
 */
public final class CommandFactory implements IFactory {
  private final CommandContext context;
  private final List<Object> parts;

  /**
   * A factory for one hierarchy of commands.
   *
   * @param parts instances for constructor parameters of their class or of one of their interfaces
   */
  public CommandFactory(CommandContext context, List<Object> parts) {
    this.context = context;
    this.parts = List.copyOf(parts);
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    Object known = part(type);
    if (known != null) {
      return type.cast(known);
    }
    if (type == ProcessCandidates.class) {
      return type.cast(new ProcessCandidates(context));
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length > 0 && parameters[0] == CommandContext.class) {
        return type.cast(newCommand(constructor));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }

  private @Nullable Object part(Class<?> type) {
    return parts.stream().filter(type::isInstance).findFirst().orElse(null);
  }

  private Object newCommand(Constructor<?> constructor) throws Exception {
    constructor.setAccessible(true);
    try {
      Object[] arguments = Stream.of(constructor.getParameterTypes()).map(this::part).toArray();
      arguments[0] = context;
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot make " + constructor, e.getCause());
    }
  }
}
