package io.rebeam.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the Python interpreter that {@code python3} takes from the environment and from
 * its options.
 *
 * @param executable {@code sys.executable}; empty for none
 * @param virtualEnvironment the folder of the virtual environment whose packages are used; empty
 *     for none
 * @param path {@code PYTHONPATH}: folders for {@code sys.path}, separated as the system does it
 * @param warnings {@code PYTHONWARNINGS} and {@code -W}: filters, separated by commas
 * @param optimize {@code PYTHONOPTIMIZE} and {@code -O}: no assertions
 * @param unbuffered {@code PYTHONUNBUFFERED} and {@code -u}: what is written is out at once
 * @param hashSeed {@code PYTHONHASHSEED}; empty for none
 * @param noUserSite {@code PYTHONNOUSERSITE} and {@code -s}
 * @param safePath {@code PYTHONSAFEPATH} and {@code -P}: the program's folder is not searched
 * @param ignoreEnvironment {@code -E}: no variable of the environment counts
 * @param isolated {@code -I}: with {@code -E}, {@code -P} and {@code -s}
 */
public record PythonSettings(
    String executable,
    String virtualEnvironment,
    String path,
    String warnings,
    boolean optimize,
    boolean unbuffered,
    String hashSeed,
    boolean noUserSite,
    boolean safePath,
    boolean ignoreEnvironment,
    boolean isolated) {
  /** Variables of CPython's that have no effect here. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "PYTHONCASEOK",
          "PYTHONCOERCECLOCALE",
          "PYTHONDEBUG",
          "PYTHONDEVMODE",
          "PYTHONDUMPREFS",
          "PYTHONEXECUTABLE",
          "PYTHONFAULTHANDLER",
          "PYTHONHOME",
          "PYTHONINSPECT",
          "PYTHONINTMAXSTRDIGITS",
          "PYTHONIOENCODING",
          "PYTHONMALLOC",
          "PYTHONMALLOCSTATS",
          "PYTHONNODEBUGRANGES",
          "PYTHONPERFSUPPORT",
          "PYTHONPLATLIBDIR",
          "PYTHONPROFILEIMPORTTIME",
          "PYTHONPYCACHEPREFIX",
          "PYTHONSTARTUP",
          "PYTHONTRACEMALLOC",
          "PYTHONUTF8",
          "PYTHONVERBOSE",
          "PYTHONWARNDEFAULTENCODING");

  /** The settings of an empty environment. */
  public static final PythonSettings NONE = of(Map.of());

  /** The settings of an environment; a variable that is empty does not count. */
  public static PythonSettings of(Map<String, String> environment) {
    return of(environment, false, false);
  }

  /**
   * As {@link #of(Map)}.
   *
   * @param ignoreEnvironment {@code -E}
   * @param isolated {@code -I}
   */
  public static PythonSettings of(
      Map<String, String> environment, boolean ignoreEnvironment, boolean isolated) {
    return new PythonSettings(
        "",
        environment.getOrDefault("VIRTUAL_ENV", ""),
        environment.getOrDefault("PYTHONPATH", ""),
        environment.getOrDefault("PYTHONWARNINGS", ""),
        isSet(environment, "PYTHONOPTIMIZE"),
        isSet(environment, "PYTHONUNBUFFERED"),
        environment.getOrDefault("PYTHONHASHSEED", ""),
        isSet(environment, "PYTHONNOUSERSITE"),
        isSet(environment, "PYTHONSAFEPATH"),
        ignoreEnvironment,
        isolated);
  }

  /** The variables of Python's that are set and have no effect, sorted. */
  public static List<String> withoutEffect(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(name -> WITHOUT_EFFECT.contains(name) && isSet(environment, name))
        .sorted()
        .toList();
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  /** These settings with a program for {@code sys.executable}, and a virtual environment. */
  public PythonSettings in(String program, String environment) {
    return new PythonSettings(
        program,
        environment,
        path,
        warnings,
        optimize,
        unbuffered,
        hashSeed,
        noUserSite,
        safePath,
        ignoreEnvironment,
        isolated);
  }

  /** The options of a Python context. */
  public Map<String, String> contextOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    put(options, "Executable", executable);
    put(options, "PythonPath", path);
    put(options, "WarnOptions", warnings);
    put(options, "HashSeed", hashSeed);
    put(options, "PythonOptimizeFlag", optimize);
    put(options, "UnbufferedIO", unbuffered);
    put(options, "NoUserSiteFlag", noUserSite);
    put(options, "SafePathFlag", safePath);
    put(options, "IgnoreEnvironmentFlag", ignoreEnvironment);
    put(options, "IsolateFlag", isolated);
    put(options, "ForceImportSite", !virtualEnvironment.isEmpty()); // it finds the environment
    return options;
  }

  private static void put(Map<String, String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.put("python." + name, value);
    }
  }

  private static void put(Map<String, String> options, String name, boolean value) {
    if (value) {
      options.put("python." + name, "true");
    }
  }
}
