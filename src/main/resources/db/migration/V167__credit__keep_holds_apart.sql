-- who holds a customer's credit, each with a reason of its own; credit_account.on_hold says whether any is in force
CREATE TABLE credit_hold (
  customer_id bigint NOT NULL,
  holder      text NOT NULL CHECK (holder IN ('finance', 'dunning')),
  reason      text NOT NULL,
  set_by      text NOT NULL,
  set_at      timestamptz NOT NULL,
  PRIMARY KEY (customer_id, holder)
);

INSERT INTO credit_hold (customer_id, holder, reason, set_by, set_at)
SELECT a.customer_id, CASE WHEN d.customer_id IS NULL THEN 'finance' ELSE 'dunning' END, a.hold_reason, 'system',
       coalesce(d.held_at, now())
  FROM credit_account a
  LEFT JOIN dunning_hold d ON d.customer_id = a.customer_id AND d.lifted_at IS NULL
 WHERE a.on_hold;
