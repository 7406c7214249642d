import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * A library converted for the AOT cache, which takes no class without stack maps, that is, compiled
 * for a Java before 6 (class file version 50, JVMS 4.10), such as picocli's. Such classes get stack
 * maps and the version of Java 8; nothing else about them changes.
 */
final class ModernJar {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
  private static final int GIVEN = ClassFile.JAVA_8_VERSION;

  private final Path jar;

  ModernJar(Path jar) {
    this.jar = jar;
  }

  /** Rewrites the file; idempotent. A process that has the file open keeps the old one. */
  void make() throws IOException {
    Path made = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile old = new JarFile(jar.toFile());
        URLClassLoader classes =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        OutputStream file = Files.newOutputStream(made);
        JarOutputStream out = new JarOutputStream(file)) {
      ClassFile transformer =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ConstantPoolSharingOption
                  .NEW_POOL, // else unchanged code is copied without stack maps
              ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofClassLoading(classes).cached()));
      for (JarEntry entry : Collections.list(old.entries())) {
        byte[] content = old.getInputStream(entry).readAllBytes();
        out.putNextEntry(new JarEntry(entry.getName()));
        out.write(entry.getName().endsWith(".class") ? modern(content, transformer) : content);
      }
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] modern(byte[] content, ClassFile transformer) {
    ClassModel old = transformer.parse(content);
    if (old.majorVersion() >= FIRST_WITH_STACK_MAPS) {
      return content;
    }
    return transformer.transformClass(
        old,
        (made, element) ->
            made.with(
                element instanceof ClassFileVersion ? ClassFileVersion.of(GIVEN, 0) : element));
  }
}
