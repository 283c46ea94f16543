package io.tradewind.engine.expression;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;

/** No language is run: one of them, {@code juel}, looks like the expressions of models and is not guarded as they are. */
final class NoScripts implements ScriptEngineResolver {

    @Override
    public void addScriptEngineFactory(ScriptEngineFactory factory) {
        // nobody's is taken
    }

    @Override
    @SuppressWarnings("NullAway") // there is none, and the engine only hands it on
    public @Nullable ScriptEngineManager getScriptEngineManager() {
        return null;
    }

    @Override
    public ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
        throw new ProcessEngineException(
                "Nothing in the language " + language + " is run here; write conditions as ${…} and tables in FEEL.");
    }
}
