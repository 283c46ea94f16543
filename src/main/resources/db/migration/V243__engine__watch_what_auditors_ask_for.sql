-- The business tables behind the audit trail; those of the engine follow when it has made them (EngineWatched).
-- Sealed is what people wrote in their own words, and what would tell our cost.

-- approvals: what was asked, of whom by which rule, within which bounds, who answered what
SELECT audit_watch('approval', 'approval', '{id}', 'requester', 'subject',
  '{kind,revision,requester,rule,currency,valid_until,state,round,requested_at,decided_at}', '{title,inputs,facts}');
SELECT audit_watch('approval_bound', 'approval', '{approval_id,measure}', NULL, 'approval_id>approval.id>subject',
  '{approval_id,measure}', '{value}');
SELECT audit_watch('approval_seat', 'approval', '{id}', NULL, 'approval_id>approval.id>subject',
  '{approval_id,step,position,mode,needed,user_id,role,rule,held_by,left_at}');
SELECT audit_watch('approval_decision', 'approval', '{id}', 'decided_by', 'approval_id>approval.id>subject',
  '{approval_id,step,turn,asked_user,decided_by,answer,revision,decided_at}', '{comment,shown}');
SELECT audit_watch('approval_act', 'approval', '{id}', 'acted_by', 'approval_id>approval.id>subject',
  '{approval_id,act,acted_by,about_user,decision_id,acted_at}', '{comment}');

-- prices and discounts given
SELECT audit_watch('product', 'price', '{code}', NULL, 'code', '{code,list_price,currency}', '{floor_price,unit_cost}');
SELECT audit_watch('quotation', 'price', '{deal_number,version}', 'created_by', 'deal_number',
  '{deal_number,version,state,payment_days,valid_until,currency,list_total,total,approval_id,created_by}', '{cost}');
SELECT audit_watch('quotation_line', 'price', '{deal_number,version,position}', NULL, 'deal_number',
  '{deal_number,version,position,product,quantity,list_price,discount,amount}', '{floor_price,unit_cost}');

-- contracts; the register has a chain of its own, and both hold each other's end
SELECT audit_watch('contract', 'contract', '{number}', 'rep', 'number',
  '{number,deal_number,quotation_version,total,currency,payment_days,starts_on,ends_on,notice_days,state,revision,approved_revision,signed_on,text_sha256}');
SELECT audit_watch('contract_register', 'contract', '{id}', 'registered_by', 'contract_number',
  '{id,contract_number,revision,kind,sha256,registered_by,registered_at,previous_sha256,entry_sha256}');

-- credit
SELECT audit_watch('credit_account', 'credit', '{customer_id}', NULL, NULL,
  '{customer_id,credit_limit,payment_days,on_hold,next_review}');
SELECT audit_watch('credit_account_change', 'credit', '{id}', 'changed_by', NULL,
  '{customer_id,what,was,becomes,changed_by,changed_at}', '{why}');
SELECT audit_watch('credit_check_log', 'credit', '{id}', 'acted_by', 'subject',
  '{check_id,entry,customer_id,subject,amount,currency,exposure_after,credit_limit,overdue_days,on_hold,rating,decision,outcome,at,acted_by}',
  '{why}');
SELECT audit_watch('credit_hold', 'credit', '{customer_id,holder}', 'set_by', NULL,
  '{customer_id,holder,set_by,set_at}', '{reason}');
SELECT audit_watch('credit_prepayment', 'credit', '{subject}', 'agreed_by', 'subject',
  '{subject,customer_id,amount,currency,agreed_by,agreed_at}');
SELECT audit_watch('credit_release', 'credit', '{id}', NULL, 'subject',
  '{customer_id,subject,amount,currency,until_day,approval_id,granted_at,ended_at,ended_why}', '{reason}');
SELECT audit_watch('credit_review', 'credit', '{number}', 'decided_by', 'number',
  '{number,customer_id,opened_at,closed_at,rating,customer_class,credit_limit,payment_days,next_review,decided_by}', '{why}');
SELECT audit_watch('credit_transfer', 'credit', '{id}', 'recorded_by', 'subject',
  '{check_id,customer_id,subject,kind,amount,currency,until_day,reference,recorded_by,recorded_at}', '{carrier}');

-- invoices and money
SELECT audit_watch('invoice', 'payment', '{number}', NULL, 'number',
  '{number,order_number,delivery_number,customer_id,rep,amount,currency,issued_on,due_on}');
SELECT audit_watch('credit_note', 'payment', '{number}', 'issued_by', 'number',
  '{number,kind,invoice_number,order_number,customer_id,amount,currency,issued_on,issued_by}', '{reason}');
SELECT audit_watch('payment', 'payment', '{id}', 'recorded_by', 'external_ref',
  '{external_ref,source,kind,amount,currency,received_on,customer_id,state,prepays,recorded_by,recorded_at}',
  '{payer,reference,reason}');
SELECT audit_watch('payment_allocation', 'payment', '{id}', NULL, 'invoice_number',
  '{payment_id,invoice_number,amount,due_on,allocated_at}');
SELECT audit_watch('refund', 'payment', '{number}', 'asked_by', 'number',
  '{number,payment_id,amount,currency,state,asked_by,asked_at,paid_on,paid_by,bank_reference}', '{reason}');
SELECT audit_watch('write_off', 'payment', '{number}', 'asked_by', 'invoice_number',
  '{number,invoice_number,order_number,customer_id,amount,currency,state,approval_id,asked_by,asked_at,closed_at}', '{reason}');
SELECT audit_watch('write_off_entry', 'payment', '{id}', NULL, 'invoice_number',
  '{write_off,invoice_number,amount,booked_on,payment_id,booked_at}', '{why}');
SELECT audit_watch('cost_entry', 'payment', '{id}', 'entered_by', 'deal_number',
  '{external_id,category,booked_on,currency,rep,customer_id,product,deal_number,takes_back,entered_by,entered_at}', '{amount,note}');

-- goodwill
SELECT audit_watch('case_goodwill', 'goodwill', '{case_id,round}', NULL, 'case_id>service_case.id>number',
  '{case_id,round,amount,currency,kind,approval_id,promised_at}');
SELECT audit_watch('goodwill_settlement', 'goodwill', '{case_id,round}', 'settled_by', 'case_id>service_case.id>number',
  '{case_id,round,settled_on,settled_by,settled_at}', '{reference}');

-- targets
SELECT audit_watch('target_plan', 'target', '{number}', 'created_by', 'number',
  '{number,year,state,version,round,currency,changes,first_month,approval_id,created_by,created_at,closed_by,closed_at}',
  '{reason}');
SELECT audit_watch('target_edit', 'target', '{id}', 'changed_by', 'plan',
  '{plan,node,measure,before,after,changed_by,changed_at}', '{reason}');
SELECT audit_watch('target_voice', 'target', '{id}', 'person', 'plan',
  '{plan,node,round,person,agrees,counter,said_at}', '{reason}');
SELECT audit_watch('target_leaf', 'target', '{id}', NULL, 'plan',
  '{plan,measure,region,team,rep,product,customer_id,month,amount}');

-- reviews of people and the scorecards they froze
SELECT audit_watch('performance_review', 'review', '{number}', 'reviewer', 'number',
  '{number,rep,period,reviewer,opened_by,opened_at,closed_at,ended,outcome}');
SELECT audit_watch('performance_review_entry', 'review', '{id}', 'said_by', 'review',
  '{review,kind,about,mark,day,said_by,said_at}', '{words}');
SELECT audit_watch('scorecard', 'review', '{review,revision}', NULL, 'review',
  '{review,revision,weights_version,score,computed_at}');
SELECT audit_watch('scorecard_component', 'review', '{review,revision,position}', NULL, 'review',
  '{review,revision,position,figure,weight,goal,value,attainment,counted_weight,points}');

-- models and running instances
SELECT audit_watch('model_deployment', 'model', '{id}', 'deployed_by', 'deployment_id',
  '{deployment_id,deployed_at,deployed_by,source,modules,files}', '{why,changes,findings}');
SELECT audit_watch('instance_migration', 'model', '{id}', 'started_by', 'process_id',
  '{batch_id,process_id,from_version,to_version,from_definition,to_definition,started_at,started_by,total}', '{why,steps}');

-- people, who stands in for whom, and what operators did
SELECT audit_watch('person', 'right', '{user_id}', NULL, 'user_id', '{user_id,role,manager,team,region,active}');
SELECT audit_watch('absence_record', 'right', '{id}', 'acted_by', NULL, '{absence_id,act,acted_by,acted_at}', '{absence}');
SELECT audit_watch('operator_act', 'operator', '{id}', 'by_user', NULL, '{at,by_user,act,subject,n}');
