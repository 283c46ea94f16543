package io.tradewind.engine.audit;

import java.util.List;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The engine's tables behind the audit trail. They exist only after our migrations have run, so they are watched from here,
 * under the start's lock; where they are watched already, nothing is done.
 */
@Component
class EngineWatched {

    private static final List<String> WATCHES = List.of(
            // as it was watched at first: a new database says so too, as the trail of an older one does
            """
            SELECT tradewind.audit_watch('engine.act_id_user', 'right', '{id_}', NULL, 'id_', '{id_}', '{pwd_,salt_}')
             WHERE NOT EXISTS (SELECT FROM tradewind.audit_entry WHERE kind = 'watch' AND document = 'engine.act_id_user')
            """,
            // who may log in, and where links to decisions go; a change of these shows, and is told to nobody
            """
            SELECT tradewind.audit_watch('engine.act_id_user', 'right', '{id_}', NULL, 'id_', '{id_}',
                   '{pwd_,salt_,email_}')
            """,
            """
            SELECT tradewind.audit_watch('engine.act_id_group', 'right', '{id_}', NULL, 'id_', '{id_,name_,type_}')
            """,
            """
            SELECT tradewind.audit_watch('engine.act_id_membership', 'right', '{user_id_,group_id_}', NULL, 'user_id_',
                   '{user_id_,group_id_}')
            """,
            // rights to single tasks (7) come and go with the work and follow from what the models say
            """
            SELECT tradewind.audit_watch('engine.act_ru_authorization', 'right', '{id_}', NULL, 'user_id_',
                   '{type_,group_id_,user_id_,resource_type_,resource_id_,perms_}', '{}', 'the.resource_type_ <> 7')
            """,
            // the files of models, forms and tables as they run
            """
            SELECT tradewind.audit_watch('engine.act_ge_bytearray', 'model', '{id_}', NULL, 'name_',
                   '{name_,deployment_id_}', '{bytes_}', 'the.deployment_id_ IS NOT NULL')
            """,
            // what people did to the engine past the forms; done and taken tasks tell of themselves elsewhere. The
            // engine
            // removes these rows when the history they belong to is old enough
            """
            SELECT tradewind.audit_watch('engine.act_hi_op_log', 'engine', '{id_}', 'user_id_', 'proc_inst_id_',
                   '{operation_id_,operation_type_,entity_type_,property_,org_value_,new_value_,proc_def_key_,proc_inst_id_,task_id_,job_id_,batch_id_,deployment_id_}',
                   '{annotation_}',
                   'NOT (the.entity_type_ = ''Attachment'' OR the.entity_type_ = ''Task'' AND the.operation_type_ IN (''Complete'', ''Claim'', ''Create'', ''Resolve'', ''Update''))',
                   false)
            """);

    private final JdbcTemplate jdbc;

    EngineWatched(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void watch() {
        WATCHES.forEach(jdbc::execute);
    }
}
