package io.tradewind.notification.process;

import io.tradewind.notification.TaskMails;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** {@code ${remindListener}} on a task's timeout before it is due. */
@Component("remindListener")
class RemindListener implements TaskListener {

    private final TaskMails mails;

    RemindListener(TaskMails mails) {
        this.mails = mails;
    }

    @Override
    public void notify(DelegateTask task) {
        mails.remind(WaitingTasks.of(task));
    }
}
