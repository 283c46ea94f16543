class DealController { org.camunda.bpm.engine.TaskService tasks; }
