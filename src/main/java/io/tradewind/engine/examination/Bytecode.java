package io.tradewind.engine.examination;

import io.tradewind.engine.OutsideEffect;
import io.tradewind.engine.examination.JavaSide.Touched;
import io.tradewind.engine.variables.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Reads out of the compiled process packages which variables a delegate reads and writes. {@link Variable} is the only
 * way ours do it, so what {@code X.set(execution, …)} says need not be declared a second time by hand, where it would
 * grow old.
 */
final class Bytecode {

    private static final String VARIABLE = Type.getInternalName(Variable.class);
    private static final String VARIABLE_TYPE = Type.getDescriptor(Variable.class);

    private final ClassLoader loader;
    private final Map<String, ClassFile> files = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> money = new TreeSet<>();
    private final Set<String> whole = new TreeSet<>();

    Bytecode(ClassLoader loader) {
        this.loader = loader;
    }

    /** One method: what it does with variables, and which methods of process packages it calls. */
    private static final class Method {
        final Set<String> reads = new TreeSet<>();
        final Set<String> looksAt = new TreeSet<>();
        final Set<String> writes = new TreeSet<>();
        final Set<String> passes = new TreeSet<>();
        final List<Call> calls = new ArrayList<>();
    }

    private record Call(String owner, String method, boolean always) {}

    private static final class ClassFile {
        final Map<String, Method> methods = new HashMap<>();
        /** Constant → name of the variable. */
        final Map<String, String> variables = new HashMap<>();

        boolean outside;
    }

    boolean reachesOutside(String className) {
        return file(className.replace('.', '/')).outside;
    }

    /** What all methods of this class do, and what they call. */
    Touched touched(String className) {
        String internal = className.replace('.', '/');
        Method sum = new Method();
        Set<String> seen = new HashSet<>();
        for (String method : file(internal).methods.keySet()) {
            // what stands in a lambda is followed from where it is used
            if (!method.startsWith("lambda$")) {
                follow(internal, method, true, sum, seen);
            }
        }
        return new Touched(sum.reads, sum.looksAt, sum.writes, sum.passes);
    }

    /** Every text in the classes read so far. */
    Set<String> words() {
        return words;
    }

    /** Variables that are decimals kept as text, of the classes read so far. */
    Set<String> money() {
        return money;
    }

    /** Variables that are whole numbers, of the classes read so far. */
    Set<String> whole() {
        return whole;
    }

    /** @param always whether it surely runs; what is in a lambda may never be asked for */
    private void follow(String owner, String method, boolean always, Method sum, Set<String> seen) {
        if (!isProcessPackage(owner) || !seen.add(owner + "#" + method)) {
            return;
        }
        Method found = file(owner).methods.get(method);
        if (found == null) {
            return;
        }
        found.reads.forEach(variable -> (always ? sum.reads : sum.looksAt).add(nameOf(variable)));
        found.looksAt.forEach(variable -> sum.looksAt.add(nameOf(variable)));
        found.writes.forEach(variable -> sum.writes.add(nameOf(variable)));
        found.passes.forEach(variable -> sum.passes.add(nameOf(variable)));
        found.calls.forEach(call -> follow(call.owner(), call.method(), always && call.always(), sum, seen));
    }

    private static boolean isProcessPackage(String internalName) {
        return internalName.startsWith("io/tradewind/") && internalName.contains("/process/");
    }

    private ClassFile file(String internal) {
        ClassFile known = files.get(internal);
        if (known != null) {
            return known;
        }
        ClassFile file = new ClassFile();
        files.put(internal, file);
        try (InputStream bytes = loader.getResourceAsStream(internal + ".class")) {
            if (bytes != null) {
                new ClassReader(bytes)
                        .accept(new Reader(internal, file), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** @param constant class and name of the constant; its class may have been half read when it was met */
    private String nameOf(String constant) {
        String[] parts = constant.split("#");
        return file(parts[0]).variables.getOrDefault(parts[1], parts[1]);
    }

    private final class Reader extends ClassVisitor {

        private final String internal;
        private final ClassFile file;

        Reader(String internal, ClassFile file) {
            super(SpringAsmInfo.ASM_VERSION);
            this.internal = internal;
            this.file = file;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            file.outside |= descriptor.equals(Type.getDescriptor(OutsideEffect.class));
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            Method method = new Method();
            file.methods.put(name + descriptor, method);
            return name.equals("<clinit>") ? new Constants(file) : new Steps(internal, method);
        }
    }

    /** {@code static final Variable<String> REP = Variable.text("rep")}. */
    private final class Constants extends MethodVisitor {

        private final ClassFile file;
        private String text = "";

        Constants(ClassFile file) {
            super(SpringAsmInfo.ASM_VERSION);
            this.file = file;
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof String word) {
                text = word;
                words.add(word);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(VARIABLE) && name.equals("money")) {
                money.add(text);
            } else if (owner.equals(VARIABLE) && name.equals("whole")) {
                whole.add(text);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.PUTSTATIC && descriptor.equals(VARIABLE_TYPE)) {
                file.variables.put(name, text);
            }
        }
    }

    /** The receiver of a call is named before its arguments, so the last one named belongs to the next call. */
    private final class Steps extends MethodVisitor {

        private final String internal;
        private final Method method;
        private final Deque<String> named = new ArrayDeque<>();

        Steps(String internal, Method method) {
            super(SpringAsmInfo.ASM_VERSION);
            this.internal = internal;
            this.method = method;
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof String word) {
                words.add(word);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETSTATIC && descriptor.equals(VARIABLE_TYPE)) {
                named.push(owner + "#" + name);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(VARIABLE)) {
                if (!named.isEmpty()) {
                    use(name, named.pop());
                }
                return;
            }
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                if (argument.getDescriptor().equals(VARIABLE_TYPE) && !named.isEmpty()) {
                    passed(named.pop());
                }
            }
            method.calls.add(new Call(owner, name + descriptor, true));
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    if (handle.getOwner().equals(VARIABLE)) {
                        if (!named.isEmpty()) {
                            use(handle.getName(), named.pop());
                        }
                    } else {
                        method.calls.add(new Call(handle.getOwner(), handle.getName() + handle.getDesc(), false));
                    }
                }
            }
        }

        @Override
        public void visitEnd() {
            // put into a list, an array or a field: somebody may do anything with it
            named.forEach(this::passed);
        }

        private void use(String verb, String variable) {
            switch (verb) {
                case "get" -> method.reads.add(variable);
                case "find" -> method.looksAt.add(variable);
                case "set", "setLocal" -> method.writes.add(variable);
                default -> method.passes.add(variable);
            }
        }

        /** A helper may read it or write it. */
        private void passed(String variable) {
            method.looksAt.add(variable);
            method.writes.add(variable);
            method.passes.add(variable);
        }

        @Override
        public String toString() {
            return internal;
        }
    }
}
