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
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Makes classes of libraries fit for a start-up cache, which takes neither classes without the frames by which Java
/// has verified them since version 6 nor any of a signed jar. The JVM would read those from their jars at every start.
/// Old classes get frames, and signatures are left out. The code stays as it was.
///
/// The launcher runs it once after a build, on its own copy of the jars.
public final class ClassFileUpgrade {

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

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
                if (SIGNATURE.matcher(entry.getName()).matches()) continue;
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
