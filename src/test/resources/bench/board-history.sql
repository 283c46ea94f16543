-- What the engine would have written about the same deals: an instance of the process and ten variables of each.
INSERT INTO act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_, start_time_, end_time_, state_)
SELECT 'bench-' || i, 'bench-' || i, 'BENCH-' || i, 'opportunity', 'opportunity:1:bench', qualified_on,
       CASE WHEN outcome <> 'open' THEN closed_on END, CASE WHEN outcome <> 'open' THEN 'COMPLETED' ELSE 'ACTIVE' END
  FROM bench_deal;

INSERT INTO act_hi_varinst (id_, proc_inst_id_, root_proc_inst_id_, execution_id_, act_inst_id_, proc_def_key_, name_,
                            var_type_, create_time_, rev_, text_, long_, state_)
SELECT 'bench-' || i || '-' || v.name, 'bench-' || i, 'bench-' || i, 'bench-' || i, 'bench-' || i, 'opportunity', v.name,
       v.type, qualified_on, 0,
       CASE v.name WHEN 'rep' THEN rep WHEN 'dealNumber' THEN 'BENCH-' || i WHEN 'product' THEN product
                   WHEN 'dealTotal' THEN amount::text WHEN 'dealWon' THEN NULL WHEN 'customerId' THEN customer_id::text
                   ELSE 'text of ' || v.name END,
       CASE v.name WHEN 'dealWon' THEN (outcome = 'won')::int WHEN 'customerId' THEN customer_id END, 'CREATED'
  FROM bench_deal, (VALUES ('rep', 'string'), ('dealNumber', 'string'), ('product', 'string'), ('dealTotal', 'string'),
                           ('dealWon', 'boolean'), ('customerId', 'long'), ('leadNumber', 'string'),
                           ('approvalOutcome', 'string'), ('quotationVersion', 'string'), ('customerName', 'string'))
                   v (name, type);
