import org.camunda.bpm.engine.delegate.VariableScope;
