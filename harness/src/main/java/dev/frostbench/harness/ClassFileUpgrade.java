package dev.frostbench.harness;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Gives the classes of an old library the frames by which Java has verified classes since version 6. A start-up cache
/// takes no class without them, and the JVM then reads each from its jar at every start. The code stays as it was.
///
/// The launcher runs it once after a build, on its own copy of the jar.
public final class ClassFileUpgrade {

    private ClassFileUpgrade() {}

    /// @param args the jars, each of which is replaced
    public static void main(String[] args) throws IOException {
        for (String jar : args) upgrade(Path.of(jar));
    }

    static void upgrade(Path jar) throws IOException {
        Path half = jar.resolveSibling("." + jar.getFileName());
        try (var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()}, null);
                var old = new ZipFile(jar.toFile());
                var upgraded = new ZipOutputStream(Files.newOutputStream(half))) {
            ClassFile files = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (ZipEntry entry : Collections.list(old.entries())) {
                byte[] content = old.getInputStream(entry).readAllBytes();
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTime(entry.getTime());
                upgraded.putNextEntry(same);
                upgraded.write(entry.getName().endsWith(".class") ? upgraded(files, content) : content);
                upgraded.closeEntry();
            }
        }
        Files.move(half, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] upgraded(ClassFile files, byte[] content) {
        ClassModel model = files.parse(content);
        if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) return content;
        ClassTransform newer = (builder, element) -> {
            if (element instanceof ClassFileVersion) builder.withVersion(ClassFile.JAVA_6_VERSION, 0);
            else
                builder.with(element);
        };
        return files.transformClass(model,
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(newer));
    }
}
